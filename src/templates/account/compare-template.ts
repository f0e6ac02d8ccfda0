import type { TemplateCategory } from '../../vocabulary/template-news.ts';
import type { TemplateContent } from '../template-content.ts';

/** One thing that is not the same here and on the platform; null: it is not there. */
export interface TemplateDifference {
  /** `body`, `header`, `footer`, `buttons[1]`, `category`. */
  field: string;
  ours: string | null;
  theirs: string | null;
}

interface Compared {
  content: TemplateContent;
  category: TemplateCategory;
}

/** The platform trims texts and may store letters in another normal form. */
const same = (text: string): string => text.normalize('NFC').replaceAll('\r\n', '\n').trim();

const headerText = ({ header }: TemplateContent): string | null => {
  if (header === null) return null;
  return header.text === null ? header.format : `${header.format}: ${header.text}`;
};

const buttonText = (button: TemplateContent['buttons'][number] | undefined): string | null => {
  if (button === undefined) return null;
  return button.type === 'quick_reply' ? button.text : `${button.type}: ${button.text}`;
};

/** What differs between the words of a template here and there, field by field. */
export const compareContent = (
  ours: TemplateContent,
  theirs: TemplateContent,
): readonly TemplateDifference[] => {
  const buttons = Array.from({ length: Math.max(ours.buttons.length, theirs.buttons.length) }, (_, at) => ({
    field: `buttons[${at}]`,
    ours: buttonText(ours.buttons[at]),
    theirs: buttonText(theirs.buttons[at]),
  }));
  const all = [
    { field: 'header', ours: headerText(ours), theirs: headerText(theirs) },
    { field: 'body', ours: ours.body, theirs: theirs.body },
    { field: 'footer', ours: ours.footer, theirs: theirs.footer },
    ...buttons,
  ];
  return all.filter((one) => same(one.ours ?? '') !== same(one.theirs ?? ''));
};

/** The same with the category. */
export const compareTemplate = (ours: Compared, theirs: Compared): readonly TemplateDifference[] => [
  ...(theirs.category === 'unknown' || ours.category === theirs.category
    ? []
    : [{ field: 'category', ours: ours.category, theirs: theirs.category }]),
  ...compareContent(ours.content, theirs.content),
];
