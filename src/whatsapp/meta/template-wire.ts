import type { FoundTemplate, TemplateToSubmit } from '../../templates/account/template-account.ts';
import type { TemplateContent } from '../../templates/template-content.ts';
import {
  templateCategories,
  templateQualities,
  templateStatuses,
  type TemplateCategory,
  type TemplateQuality,
  type TemplateStatus,
} from '../../vocabulary/template-news.ts';
import { identifier, list, record, text } from './wire-values.ts';
import type { WireRecord } from './wire-values.ts';

const wordIn = <Word extends string>(words: readonly Word[], value: unknown): Word | null => {
  const word = text(value)?.toLowerCase();
  return words.find((one) => one === word) ?? null;
};

export const statusOf = (value: unknown): TemplateStatus => wordIn(templateStatuses, value) ?? 'unknown';
export const categoryOf = (value: unknown): TemplateCategory =>
  wordIn(templateCategories, value) ?? 'unknown';
export const qualityOf = (value: unknown): TemplateQuality => wordIn(templateQualities, value) ?? 'unknown';

/** Webhooks were seen with a hyphen (platform 8.6). */
export const languageOf = (value: unknown): string | null => text(value)?.replace('-', '_') ?? null;

/** `NONE` is no reason. */
export const reasonOf = (value: unknown): string | null => {
  const reason = text(value);
  return reason === null || reason === 'NONE' ? null : reason;
};

const partOf = (components: readonly unknown[], type: string): WireRecord | null => {
  const found = components.find((one) => text(record(one).type)?.toUpperCase() === type);
  return found === undefined ? null : record(found);
};

const contentOf = (components: readonly unknown[]): TemplateContent => {
  const header = partOf(components, 'HEADER');
  return {
    header:
      header === null
        ? null
        : { format: text(header.format)?.toLowerCase() ?? 'unknown', text: text(header.text) },
    body: text(partOf(components, 'BODY')?.text) ?? '',
    footer: text(partOf(components, 'FOOTER')?.text),
    buttons: list(partOf(components, 'BUTTONS')?.buttons).map((one) => ({
      type: text(record(one).type)?.toLowerCase() ?? 'unknown',
      text: text(record(one).text) ?? '',
    })),
  };
};

/** An element of the list; null: it has no name or id. Whatever else is missing is not known. */
export const readTemplate = (element: unknown): FoundTemplate | null => {
  const value = record(element);
  const templateId = identifier(value.id);
  const name = text(value.name);
  const language = languageOf(value.language);
  if (templateId === null || name === null || language === null) return null;
  return {
    ...{ templateId, name, language },
    status: statusOf(value.status),
    category: categoryOf(value.category),
    comingCategory: value.correct_category === undefined ? null : categoryOf(value.correct_category),
    quality: qualityOf(record(value.quality_score).score),
    reason: reasonOf(value.rejected_reason),
    content: contentOf(list(value.components)),
  };
};

/** What is asked of `readTemplate`'s elements (platform 8.1). */
export const templateFields =
  'id,name,language,status,category,correct_category,components,quality_score,rejected_reason';

const upper = (words: string): string => words.toUpperCase();

const headerPart = ({ content: { header }, sampleHandle }: TemplateToSubmit): readonly object[] => {
  if (header === null) return [];
  return [
    {
      type: 'HEADER',
      format: upper(header.format),
      ...(header.text === null ? {} : { text: header.text }),
      ...(sampleHandle === null ? {} : { example: { header_handle: [sampleHandle] } }),
    },
  ];
};

/** The parts of a template as they are sent; variables are named, each with its example. */
const componentsOf = (template: TemplateToSubmit): readonly object[] => {
  const { content, samples } = template;
  return [
    ...headerPart(template),
    {
      type: 'BODY',
      text: content.body,
      ...(samples.length === 0
        ? {}
        : {
            example: {
              body_text_named_params: samples.map(({ name, sample }) => ({
                param_name: name,
                example: sample,
              })),
            },
          }),
    },
    ...(content.footer === null ? [] : [{ type: 'FOOTER', text: content.footer }]),
    ...(content.buttons.length === 0
      ? []
      : [
          {
            type: 'BUTTONS',
            buttons: content.buttons.map((button) => ({ type: upper(button.type), text: button.text })),
          },
        ]),
  ];
};

export const createBody = (template: TemplateToSubmit): object => ({
  name: template.name,
  language: template.language,
  category: upper(template.category),
  parameter_format: 'NAMED',
  components: componentsOf(template),
});

export const editBody = (template: TemplateToSubmit, withCategory: boolean): object => ({
  ...(withCategory ? { category: upper(template.category) } : {}),
  components: componentsOf(template),
});
