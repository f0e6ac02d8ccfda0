import type { View } from './views.ts';
import type { Template } from './queries.ts';
import { hasOwnWords, isWaiting, needsAttention } from './shown.ts';

/** One template in its languages. */
export interface Group {
  name: string;
  title: string;
  templates: readonly Template[];
}

const isIn: Readonly<Record<View, (template: Template) => boolean>> = {
  all: () => true,
  attention: needsAttention,
  waiting: isWaiting,
  own: hasOwnWords,
};

const plain = (text: string): string =>
  text.toLocaleLowerCase('tr').replaceAll('ı', 'i').normalize('NFKD').replaceAll(/\p{M}/gu, '');

const order = ['tr', 'en', 'ar'];

/** Templates by their titles, those of which one language belongs to the view and says what is looked for. */
export const groupsOf = (
  all: readonly Template[],
  { q, show, titleOf }: { q: string; show: View; titleOf: (name: string) => string },
): Group[] => {
  const names = [...new Set(all.map(({ name }) => name))];
  const wanted = plain(q.trim());
  return names
    .map((name) => ({
      name,
      title: titleOf(name),
      templates: all
        .filter((one) => one.name === name)
        .toSorted((a, b) => order.indexOf(a.language) - order.indexOf(b.language)),
    }))
    .filter(({ templates }) => templates.some(isIn[show]))
    .filter(({ name, title, templates }) =>
      plain([title, name, ...templates.map(({ body }) => body)].join(' ')).includes(wanted),
    )
    .toSorted((a, b) => a.title.localeCompare(b.title, 'tr'));
};
