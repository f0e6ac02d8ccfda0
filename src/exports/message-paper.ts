import { formatInstant } from '../money/format-time.ts';
import { grey, type Sheet } from '../paper/sheet.ts';
import type { MessageRecord } from '../transcripts/message.repository.ts';
import { directionOf, drawable } from './drawable.ts';
import { exportTexts, wordOf, type StaffLanguage } from './export-texts.ts';

type File = NonNullable<MessageRecord['details']['file']>;

/** Name, type and, of what we sent, what proves its content. */
const fileLine = ({ filename, mimeType, sha256 }: File, language: StaffLanguage): string =>
  `${exportTexts.file[language]}: ${filename ?? ''} (${mimeType})${sha256 === undefined ? '' : ` · SHA-256 ${sha256}`}`;

/** What stands beside the words: a file, buttons. */
const extrasOf = ({ choices, details: { file } }: MessageRecord, language: StaffLanguage): string[] => [
  ...(file === null ? [] : [fileLine(file, language)]),
  ...(choices.length === 0 ? [] : [choices.map(({ title }) => `[ ${title} ]`).join('  ')]),
];

/** What somebody wrote or was shown, as it stood: each line in the direction it is read in. */
export const writeWords = (sheet: Sheet, text: string, size = 9.5): void => {
  for (const line of text.split('\n').filter((one) => one.trim() !== ''))
    sheet.paragraph(drawable(line), { size, direction: directionOf(line) });
};

/** One message: when, of whom and how it went, its words, and what stands beside them. `names`: what it is about, besides. */
export const writeMessage = (
  sheet: Sheet,
  message: MessageRecord,
  { language, timeZone }: { language: StaffLanguage; timeZone: string },
  names: readonly string[],
): void => {
  sheet.need(46);
  const head = [
    formatInstant(message.at.toISOString(), language, timeZone),
    wordOf(message.author, language),
    wordOf(message.kind, language),
    wordOf(message.status, language),
    ...names,
  ];
  sheet.paragraph(head.join(' · '), {
    ...{ size: 7.5, color: message.direction === 'in' ? '#1a5c3a' : grey, weight: 'bold' },
  });
  writeWords(sheet, message.text ?? '');
  for (const line of extrasOf(message, language))
    sheet.paragraph(drawable(line), { size: 8.5, direction: directionOf(line) });
};
