import { setImmediate as breath } from 'node:timers/promises';
import { formatInstant, formatInstantDate } from '../money/format-time.ts';
import { grey, Sheet } from '../paper/sheet.ts';
import { drawable } from './drawable.ts';
import { exportTexts } from './export-texts.ts';
import { writeMessage } from './message-paper.ts';
import { TranscriptSeal, type ExportFacts, type Transcript, type TranscriptPart } from './transcript.ts';

const periodOf = ({ span: { from, to }, language, timeZone }: ExportFacts): string => {
  const shown = (at: Date | null, otherwise: 'from' | 'to'): string =>
    at === null ? exportTexts[otherwise][language] : formatInstant(at.toISOString(), language, timeZone);
  return `${shown(from, 'from')} – ${shown(to, 'to')}`;
};

const writeTitle = (sheet: Sheet, facts: ExportFacts): void => {
  const { language, timeZone, about, company, by, at } = facts;
  sheet.paragraph(exportTexts.title[language], { size: 15, weight: 'bold' });
  sheet.paragraph(drawable(company), { size: 10 });
  sheet.space(4);
  const lines = [
    ...(about === null ? [] : [`${exportTexts[about.what][language]}: ${about.id}`]),
    `${exportTexts.period[language]}: ${periodOf(facts)}`,
    `${exportTexts.made[language]}: ${formatInstant(at.toISOString(), language, timeZone)} · ${exportTexts.by[language]}: ${by}`,
    exportTexts.how[language],
  ];
  for (const line of lines) sheet.paragraph(line, { size: 8, color: grey });
  sheet.space(8);
};

const writeConversation = (
  sheet: Sheet,
  { conversation, contactName }: TranscriptPart,
  { language }: ExportFacts,
): void => {
  sheet.need(60);
  sheet.rule();
  sheet.space(6);
  const person = [contactName, conversation.contactRef].filter((one) => one !== null).join(' · ');
  if (person !== '') sheet.paragraph(drawable(person), { size: 11, weight: 'bold' });
  const facts = [
    `${exportTexts.conversation[language]}: ${conversation.id}`,
    ...(conversation.customerRefs.length === 0
      ? []
      : [`${exportTexts.customer[language]}: ${conversation.customerRefs.join(', ')}`]),
  ];
  sheet.paragraph(facts.join(' · '), { size: 8, color: grey });
  sheet.space(4);
};

const writeEnd = (sheet: Sheet, { facts: { language }, leftOut }: Transcript, seal: TranscriptSeal): void => {
  const { messages, sha256 } = seal.close();
  sheet.need(60);
  sheet.rule();
  sheet.space(6);
  if (messages === 0) sheet.paragraph(exportTexts.noMessages[language], { size: 9 });
  sheet.paragraph(`${exportTexts.messages[language]}: ${messages}`, { size: 9, weight: 'bold' });
  if (leftOut.count > 0)
    sheet.paragraph(`${exportTexts.leftOut[language]}: ${leftOut.count}`, { size: 8, color: grey });
  sheet.paragraph(exportTexts.whole[language], { size: 8, color: grey });
  sheet.code(sha256, { size: 8, color: '#1a1a1a' });
};

/** Messages that are drawn before everything else of the process has its turn. */
const atOnce = 20;

/** On paper, page by page: pages that are full are given out while the next ones are drawn. */
export async function* transcriptPdf(transcript: Transcript): AsyncGenerator<Buffer> {
  const { facts, parts, shapes } = transcript;
  const { language, timeZone, at, company } = facts;
  const seal = new TranscriptSeal();
  const sheet = new Sheet({
    ...{ title: exportTexts.title[language], author: company, language, direction: 'ltr', at },
    ...{ foot: (page) => `${exportTexts.page[language]} ${page} / `, isCounted: true },
  });
  writeTitle(sheet, facts);
  let drawn = 0;
  for await (const part of parts) {
    writeConversation(sheet, part, facts);
    let day = '';
    for await (const message of part.messages) {
      const own = formatInstantDate(message.at.toISOString(), language, timeZone);
      if (own !== day) {
        sheet.need(70);
        sheet.space(4);
        sheet.paragraph(own, { size: 8.5, weight: 'bold', align: 'center', color: grey });
        sheet.space(4);
      }
      day = own;
      writeMessage(sheet, message, facts, message.requestId === null ? [] : [message.requestId]);
      sheet.code(seal.add(shapes.message(message)));
      sheet.space(5);
      drawn += 1;
      if (drawn % atOnce !== 0) continue;
      await breath();
      // Also where no page is full: whoever reads it may have gone.
      yield sheet.take();
    }
  }
  writeEnd(sheet, transcript, seal);
  yield sheet.end();
}
