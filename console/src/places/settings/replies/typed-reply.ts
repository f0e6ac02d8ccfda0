import {
  hasStrangePlaceholder,
  replyLanguages,
  type CannedReply,
  type ReplyLanguage,
} from '../../../parts/reply-text.ts';

/** What the API takes of one. */
export type Words = Pick<CannedReply, 'title' | 'shortcut' | 'texts'>;

/** A reply as it stands in the form: a language without a text is empty. */
export interface TypedReply {
  title: string;
  shortcut: string;
  texts: Readonly<Record<ReplyLanguage, string>>;
}

export const typedReply = (reply: CannedReply | null): TypedReply => ({
  title: reply?.title ?? '',
  shortcut: reply?.shortcut ?? '',
  texts: { tr: reply?.texts.tr ?? '', en: reply?.texts.en ?? '', ar: reply?.texts.ar ?? '' },
});

export const isShortcut = (typed: string): boolean => /^[A-Za-z0-9-]{1,20}$/.test(typed);

/** As the API takes it; null: something is missing, or would be refused. */
export const readReply = ({ title, shortcut, texts }: TypedReply): Words | null => {
  const written = replyLanguages.filter((one) => texts[one].trim() !== '');
  const isWhole =
    title.trim() !== '' &&
    isShortcut(shortcut) &&
    written.length > 0 &&
    !written.some((one) => hasStrangePlaceholder(texts[one]));
  if (!isWhole) return null;
  return {
    title: title.trim(),
    shortcut: shortcut.toLowerCase(),
    texts: Object.fromEntries(written.map((one) => [one, texts[one].trim()])),
  };
};
