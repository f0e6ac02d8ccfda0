import type { AnsweredLine, Line } from '../../machines/shared/request.ts';
import type { DecisionRecord } from '../evidence/decision-record.ts';
import { formatLine, formatQuantity } from '../money/format-amount.ts';
import { formatInstant } from '../money/format-time.ts';
import type { OwnUnits } from '../money/own-units.ts';
import { grey, Sheet } from '../paper/sheet.ts';
import type { RequestRecord } from '../requests/request.repository.ts';
import type { MessageRecord } from '../transcripts/message.repository.ts';
import { drawable } from './drawable.ts';
import { evidenceTexts as texts, kindWord, outcomeWord, warningWord } from './evidence-texts.ts';
import { exportTexts, type StaffLanguage } from './export-texts.ts';
import { writeMessage, writeWords } from './message-paper.ts';

/** All that is known of a request, and who takes it out. */
export interface Evidence {
  by: string;
  at: Date;
  company: string;
  timeZone: string;
  language: StaffLanguage;
  ownUnits: OwnUnits;
  request: RequestRecord;
  /** Last day of the month of TTK 94, `YYYY-MM-DD`; null: none runs. */
  objectionUntil: string | null;
  decisions: readonly DecisionRecord[];
  messages: readonly MessageRecord[];
  /** SHA-256 (hex) of `content`, as decisions are bound to it. */
  contentHash: string;
}

type Fact = readonly [label: string, value: string | null];

const head = { size: 11, weight: 'bold' } as const;
const small = { size: 8.5 } as const;

const writeFacts = (sheet: Sheet, facts: readonly Fact[]): void => {
  for (const [label, value] of facts)
    if (value !== null && value !== '')
      sheet.row([
        { text: label, width: 120, ...small, color: grey },
        { text: drawable(value), from: 126, width: sheet.width - 126, ...small },
      ]);
};

const writeHead = (sheet: Sheet, text: string): void => {
  sheet.need(60);
  sheet.space(8);
  sheet.rule();
  sheet.space(6);
  sheet.paragraph(text, head);
  sheet.space(2);
};

const writeHash = (sheet: Sheet, label: string, hash: string | null): void => {
  if (hash === null) return;
  sheet.need(22);
  sheet.paragraph(label, { size: 7.5, color: grey });
  sheet.code(hash, { size: 7.5, color: '#1a1a1a' });
};

/** Words of one record, at the instants of the business. */
class EvidenceWriter {
  readonly #sheet: Sheet;
  readonly #evidence: Evidence;

  constructor(sheet: Sheet, evidence: Evidence) {
    this.#sheet = sheet;
    this.#evidence = evidence;
  }

  #text(of: keyof typeof texts): string {
    return texts[of][this.#evidence.language];
  }

  #instant(at: Date | string | null | undefined): string | null {
    if (at === null || at === undefined) return null;
    const { language, timeZone } = this.#evidence;
    return formatInstant(typeof at === 'string' ? at : at.toISOString(), language, timeZone);
  }

  #line(line: Line): string {
    return formatLine(line, this.#evidence.language, this.#evidence.ownUnits);
  }

  title(): void {
    const { request, company, by, at, language, objectionUntil } = this.#evidence;
    const sheet = this.#sheet;
    sheet.paragraph(`${this.#text('title')}: ${kindWord(request.kind, language)}`, {
      size: 15,
      weight: 'bold',
    });
    sheet.paragraph(drawable(company), { size: 10 });
    sheet.space(6);
    writeFacts(sheet, [
      [this.#text('request'), request.id],
      [this.#text('reference'), `${request.reference} · ${this.#text('version')} ${request.version}`],
      [this.#text('customer'), request.customerRef],
      [this.#text('account'), request.content.accountNo],
      [this.#text('opened'), this.#instant(request.createdAt)],
      [this.#text('due'), this.#instant(request.dueAt)],
      [this.#text('closed'), this.#instant(request.closedAt)],
      [
        this.#text('outcome'),
        request.outcome === null ? this.#text('open') : outcomeWord(request.outcome, language),
      ],
      [this.#text('objection'), objectionUntil],
      [
        exportTexts.made[language],
        `${this.#instant(at) ?? ''} · ${exportTexts.by[language].toLowerCase()} ${by}`,
      ],
    ]);
  }

  asked(): void {
    const { content } = this.#evidence.request;
    const sheet = this.#sheet;
    writeHead(sheet, this.#text('asked'));
    for (const line of content.lines) sheet.paragraph(drawable(this.#line(line)), { size: 9.5 });
    writeFacts(sheet, [[this.#text('document'), content.document?.filename ?? null]]);
    writeHash(sheet, this.#text('content'), this.#evidence.contentHash);
  }

  decision(decision: DecisionRecord): void {
    const { language } = this.#evidence;
    const sheet = this.#sheet;
    writeHead(sheet, `${this.#text('decision')}: ${outcomeWord(decision.result, language)}`);
    writeFacts(sheet, [
      [this.#text('decision'), `${decision.id} · ${this.#instant(decision.decidedAt) ?? ''}`],
      [this.#text('corrects'), decision.corrects],
      ...this.#identity(decision),
      ...this.#authority(decision),
    ]);
    this.#shown(decision);
    this.#answer(decision);
    this.#hashes(decision);
  }

  #identity({ identity }: DecisionRecord): Fact[] {
    const since = identity.numberSince ?? null;
    return [
      [this.#text('who'), `${identity.contactName} · ${identity.contactRef}`],
      [
        this.#text('number'),
        [
          identity.phone ?? identity.userId ?? '',
          ...(since === null ? [] : [`${this.#text('since')} ${this.#instant(since) ?? ''}`]),
        ].join(' · '),
      ],
      [this.#text('proved'), this.#instant(identity.provedAt)],
      [this.#text('profile'), identity.profileName],
      [
        this.#text('roles'),
        [...identity.roles, this.#text(identity.canBind ? 'mayBind' : 'mayNotBind')].join(' · '),
      ],
    ];
  }

  #authority({ authority }: DecisionRecord): Fact[] {
    const { language, ownUnits } = this.#evidence;
    const { agreement, contract, limits, warnings = [] } = authority;
    return [
      [
        this.#text('limits'),
        limits.map(({ unit, quantity }) => formatQuantity(quantity, unit, language, ownUnits)).join(' · '),
      ],
      [this.#text('agreement'), this.#onFile(agreement?.id, agreement)],
      [this.#text('contract'), this.#onFile(contract?.agreementId, contract)],
      [this.#text('warnings'), warnings.map((code) => warningWord(code, language)).join(' · ')],
    ];
  }

  /** Null: it was not looked up. */
  #onFile(id: string | undefined, paper: { signedOn: string } | null | undefined): string | null {
    if (paper === undefined) return null;
    return paper === null ? this.#text('none') : `${id ?? ''} · ${paper.signedOn}`;
  }

  #shown({ question }: DecisionRecord): void {
    const sheet = this.#sheet;
    sheet.space(4);
    sheet.need(40);
    sheet.paragraph(this.#text('shown'), { size: 8.5, weight: 'bold' });
    writeWords(sheet, question.text);
    if (question.choices.length > 0)
      sheet.paragraph(drawable(question.choices.map(({ title }) => `[ ${title} ]`).join('  ')), small);
    const { template } = question;
    writeFacts(sheet, [
      [
        this.#text('template'),
        template === null ? null : `${template.name} · ${template.language} · ${template.version}`,
      ],
    ]);
  }

  #answer({ answer, interpretation }: DecisionRecord): void {
    const sheet = this.#sheet;
    const { intent, strength, phrase, ruleVersion, confirmation, lines, reason } = interpretation;
    sheet.space(4);
    sheet.need(40);
    sheet.paragraph(this.#text('answered'), { size: 8.5, weight: 'bold' });
    writeWords(sheet, answer.text ?? '');
    const sent = this.#instant(answer.providerAt);
    const times = [
      ...(sent === null ? [] : [`${this.#text('sentAt')} ${sent}`]),
      `${this.#text('receivedAt')} ${this.#instant(answer.receivedAt) ?? ''}`,
      this.#text(answer.choiceId === null ? 'byWords' : 'byButton'),
    ];
    const read = [intent, strength, phrase, ruleVersion].filter((part) => typeof part === 'string');
    writeFacts(sheet, [
      [this.#text('answered'), times.join(' · ')],
      ['WhatsApp', answer.providerMessageId],
      [this.#text('read'), read.join(' · ')],
      [
        this.#text('confirmed'),
        confirmation === null || confirmation === undefined
          ? null
          : this.#text(confirmation.by === 'button' ? 'byButton' : 'byWords'),
      ],
      ...lines.map((line): Fact => [this.#text('perUnit'), this.#answeredLine(line)]),
      [this.#text('reason'), reason],
    ]);
  }

  #answeredLine({ answer, own, ...line }: AnsweredLine): string {
    return [
      this.#line(line),
      ...(answer === null ? [] : [this.#text(answer)]),
      ...(own === null ? [] : [`${this.#text('own')} ${this.#line({ ...line, ...own })}`]),
    ].join(' · ');
  }

  #hashes({ question, integrity }: DecisionRecord): void {
    const sheet = this.#sheet;
    sheet.space(4);
    sheet.need(60);
    sheet.paragraph(this.#text('hashes'), { size: 8.5, weight: 'bold' });
    writeHash(sheet, this.#text('contentHash'), question.contentHash);
    writeHash(sheet, this.#text('shownHash'), question.shownHash);
    writeHash(sheet, this.#text('documentHash'), question.documentSha256);
    writeHash(sheet, this.#text('recordHash'), integrity.recordHash);
  }

  messages(): void {
    const sheet = this.#sheet;
    writeHead(sheet, this.#text('messages'));
    if (this.#evidence.messages.length === 0) sheet.paragraph(this.#text('noMessages'), small);
    for (const message of this.#evidence.messages) {
      writeMessage(sheet, message, this.#evidence, [message.id]);
      sheet.space(5);
    }
  }

  end(): void {
    writeHead(this.#sheet, this.#text('check'));
    this.#sheet.paragraph(this.#text('how'), small);
  }
}

/** The evidence of a request on paper: what was asked, decided, shown and said, with the hashes that bind it (domain 3.6). */
export const evidencePdf = (evidence: Evidence): Promise<Buffer> => {
  const { language, at, company, request, decisions } = evidence;
  const sheet = new Sheet({
    ...{ title: `${texts.title[language]} ${request.id}`, author: company, language, direction: 'ltr', at },
    ...{ foot: (page) => `${request.id} · ${exportTexts.page[language]} ${page} / `, isCounted: true },
  });
  const writer = new EvidenceWriter(sheet, evidence);
  writer.title();
  writer.asked();
  for (const decision of decisions) writer.decision(decision);
  if (decisions.length === 0) {
    sheet.space(8);
    sheet.paragraph(texts.noDecision[language], small);
  }
  writer.messages();
  writer.end();
  return sheet.end();
};
