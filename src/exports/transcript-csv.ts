import { formatInstant } from '../money/format-time.ts';
import { csvLines, type WrittenCell } from '../runs/table/write-table.ts';
import type { MessageRecord } from '../transcripts/message.repository.ts';
import { exportColumns, exportTexts, wordOf, type ExportColumn } from './export-texts.ts';
import { inChunks } from './transcript-json.ts';
import { TranscriptSeal, type Transcript, type TranscriptPart } from './transcript.ts';

const columns = [
  ...(['conversation', 'contact', 'at', 'direction', 'author', 'kind', 'text', 'choices', 'file'] as const),
  ...(['status', 'request', 'message', 'providerMessage', 'sha256'] as const),
] satisfies readonly ExportColumn[];

const cellsOf = (
  message: MessageRecord,
  { conversation, contactName }: TranscriptPart,
  { facts: { language, timeZone } }: Transcript,
): WrittenCell[] => [
  ...[conversation.id, contactName ?? conversation.contactRef ?? ''],
  ...[formatInstant(message.at.toISOString(), language, timeZone), wordOf(message.direction, language)],
  ...[wordOf(message.author, language), wordOf(message.kind, language), message.text ?? ''],
  ...[message.choices.map(({ title }) => title).join(' | '), message.details.file?.filename ?? ''],
  ...[wordOf(message.status, language), message.requestId ?? '', message.id],
  message.providerMessageId ?? '',
];

async function* linesOf(transcript: Transcript): AsyncGenerator<string> {
  const { by, at, company, language, timeZone } = transcript.facts;
  const seal = new TranscriptSeal();
  yield csvLines([columns.map((column) => exportColumns[column][language])], { bom: true });
  for await (const part of transcript.parts)
    for await (const message of part.messages)
      yield csvLines([[...cellsOf(message, part, transcript), seal.add(transcript.shapes.message(message))]]);
  const { messages, sha256 } = seal.close();
  yield csvLines([
    [],
    [company],
    [exportTexts.by[language], by],
    [exportTexts.made[language], formatInstant(at.toISOString(), language, timeZone)],
    [exportTexts.messages[language], { amount: String(messages) }],
    [exportTexts.leftOut[language], { amount: String(transcript.leftOut.count) }],
    [exportTexts.whole[language], sha256],
  ]);
}

/** One line for each message; then, behind an empty line, who took it when and the hash of the whole. */
export const transcriptCsv = (transcript: Transcript): AsyncIterable<string> => inChunks(linesOf(transcript));
