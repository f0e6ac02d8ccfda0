import type { Shape } from '../api/shapes.ts';

export type CannedReply = Shape<'CannedReply'>;

/** Texts of chats are in these; the console itself speaks fewer. */
export const replyLanguages = ['tr', 'en', 'ar'] as const;
export type ReplyLanguage = (typeof replyLanguages)[number];

/** Those the API takes (docs/api.md). */
export const replyPlaceholders = ['contact.name', 'customer.name', 'staff.name'] as const;
export type ReplyPlaceholder = (typeof replyPlaceholders)[number];

type ReplyTexts = Readonly<Partial<Record<ReplyLanguage, string>>>;

/** As it stands in a text. */
export const writtenOf = (name: ReplyPlaceholder): string => `{{${name}}}`;

/** Those that stand in a text, each once. */
export const placeholdersIn = (text: string): readonly ReplyPlaceholder[] =>
  replyPlaceholders.filter((name) => text.includes(writtenOf(name)));

/** Holds `{{…}}` that is no placeholder, or half of one: the API refuses it. */
export const hasStrangePlaceholder = (text: string): boolean =>
  /\{\{|\}\}/.test(replyPlaceholders.reduce((rest, name) => rest.replaceAll(writtenOf(name), '\n'), text));

/** The text in this language; without one in Turkish, else in whichever there is. */
export const textIn = (texts: ReplyTexts, language: ReplyLanguage): { text: string; in: ReplyLanguage } => {
  const found = [language, ...replyLanguages].find((one) => texts[one] !== undefined) ?? language;
  return { text: texts[found] ?? '', in: found };
};

/** Whatever is not known keeps its place, to be filled in by whoever sends it. In one go: a name that looks like a placeholder stays a name. */
export const fillIn = (text: string, known: Readonly<Partial<Record<ReplyPlaceholder, string>>>): string =>
  text.replace(/\{\{([a-z.]+)\}\}/g, (written, name: string) => {
    const meant = replyPlaceholders.find((one) => one === name);
    return (meant && known[meant]) ?? written;
  });

/** Chosen words where the cursor is, with a space to what stands there; nothing of it goes. */
export const putInto = (text: string, words: string, at: number): { text: string; cursor: number } => {
  const [before, after] = [text.slice(0, at), text.slice(at)];
  const begun = before + (before === '' || /\s$/.test(before) ? '' : ' ') + words;
  return { text: begun + (after === '' || /^\s/.test(after) ? '' : ' ') + after, cursor: begun.length };
};

/** `Teşekkür` is found by `tesekkur`, `IŞIK` by `ışık` and `isik`. */
const folded = (text: string): string =>
  text.toLocaleLowerCase('tr').normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i');

/**
 * Those that hold every word that was typed, in title, shortcut or any text: first the one whose shortcut it is, then those whose shortcut or
 * title begins with it; by title.
 */
export const findReplies = <Reply extends { title: string; shortcut: string; texts: ReplyTexts }>(
  replies: readonly Reply[],
  typed: string,
): readonly Reply[] => {
  const wanted = folded(typed.trim());
  const rank = ({ title, shortcut }: Reply): number =>
    shortcut === wanted ? 0 : shortcut.startsWith(wanted) || folded(title).startsWith(wanted) ? 1 : 2;
  const isFound = ({ title, shortcut, texts }: Reply): boolean => {
    const all = folded([title, shortcut, ...replyLanguages.map((one) => texts[one] ?? '')].join('\n'));
    return wanted.split(/\s+/).every((word) => all.includes(word));
  };
  return replies
    .filter(isFound)
    .sort((a, b) => (wanted === '' ? 0 : rank(a) - rank(b)) || a.title.localeCompare(b.title, 'tr'));
};
