import type { MachineEvent } from '../../machines/registry.ts';
import type { OwnFigure } from '../../machines/reconciliation/reconciliation.context.ts';
import type { UnitAnswer } from '../../machines/reconciliation/reconciliation.events.ts';
import type { Figure, FigureReading, Reading, ReplyIntent } from '../reading/reading.ts';
import { standingOf } from '../requests/authority.ts';
import { boundLines } from './dialog-snapshots.ts';
import type { TypedReply } from './typed-reply.ts';

/** The event behind typed words. Anything that is not clearly an answer to the present question only asks it again. */
export const readForDialog = (reply: TypedReply): MachineEvent => {
  switch (reply.stand.meta?.expects) {
    case 'answer':
      return readAnswer(reply);
    case 'confirmation':
      return readConfirmation(reply);
    case 'figure':
      return readFigureReply(reply);
    case 'reason':
      return readReason(reply);
    case 'question':
      return refuses(reply.reading) || approves(reply.reading)
        ? { type: 'customer.repliedUnclearly' }
        : { type: 'customer.gaveQuestion' };
    case 'unit':
      return readUnit(reply);
    case 'side':
    case undefined:
      return other(reply.reading);
  }
};

const approves = ({ intent }: Reading): boolean => intent === 'approve.strong' || intent === 'approve.soft';

/** «ret» arrives as the keyword that stops messages; the routing lets it through only as a refusal. */
const refuses = ({ intent }: Reading): boolean =>
  intent === 'reject' || intent === 'optout' || intent === 'optout.ambiguous';

const other = ({ intent }: Reading): MachineEvent => {
  if (intent === 'unknown') return { type: 'customer.unrecognised' };
  if (intent === 'defer') return { type: 'customer.deferred' };
  if (intent === 'resend') return { type: 'system.askedAgain' };
  return approves({ intent } as Reading)
    ? { type: 'customer.softlyAgreed' }
    : { type: 'customer.repliedUnclearly' };
};

const readAnswer = (reply: TypedReply): MachineEvent => {
  const { reading, dialog, facts } = reply;
  const { kind, customerRef, lines } = dialog.request;
  const standing = standingOf(facts.contact, customerRef, lines);
  const isReconciliation = kind === 'reconciliation';
  if (reading.intent === 'approve.strong' && mayCount(reply))
    return { type: isReconciliation ? 'customer.agreed' : 'customer.approved', ...standing };
  if (refuses(reading)) return refusal(reply, standing);
  if (reading.intent === 'reject.partial')
    return isReconciliation ? partial(reply) : { type: 'customer.repliedUnclearly' };
  return other(reading);
};

const refusal = (reply: TypedReply, standing: ReturnType<typeof standingOf>): MachineEvent => {
  // A "no" to a question the person had not seen is no answer to it.
  if (isOlderThanQuestion(reply) && !isQuoted(reply)) return { type: 'customer.repliedUnclearly' };
  return {
    type: reply.dialog.request.kind === 'reconciliation' ? 'customer.disagreed' : 'customer.rejected',
    ...standing,
  };
};

/** Per-unit answers count for units of this letter only; without any, it is a plain disagreement. */
const partial = ({ reading, dialog, facts }: TypedReply): MachineEvent => {
  const { customerRef, lines } = dialog.request;
  const units: UnitAnswer[] = lines.flatMap(({ unit }) => {
    const answers = new Set(reading.units.filter((named) => named.unit === unit).map(({ answer }) => answer));
    const [answer] = answers;
    return answer !== undefined && answers.size === 1 ? [{ unit, answer }] : [];
  });
  if (units.length === 0)
    return { type: 'customer.disagreed', ...standingOf(facts.contact, customerRef, lines) };
  const agreed = lines.filter((line) =>
    units.some(({ unit, answer }) => unit === line.unit && answer === 'agreed'),
  );
  return { type: 'customer.answeredUnits', units, ...standingOf(facts.contact, customerRef, agreed) };
};

/** Rule 5: strong words count for the one open or the quoted request, in time, from the person's own hand. */
const mayCount = (reply: TypedReply): boolean => {
  const { reading, dialog, message, facts } = reply;
  if (reading.reconciliationOnly && dialog.request.kind !== 'reconciliation') return false;
  if (message.forwarded) return false;
  if (Date.parse(facts.now) > Date.parse(dialog.request.dueAt)) return false;
  return isQuoted(reply) || !isOlderThanQuestion(reply);
};

const isQuoted = ({ dialog, facts }: TypedReply): boolean =>
  facts.quotedRequestId === dialog.request.requestId;

/** The platform's times are whole seconds: words of the same second count as a reply here. */
const isOlderThanQuestion = ({ dialog, message }: TypedReply): boolean =>
  message.at !== null && message.at.getTime() < wholeSecond(dialog.lastPromptAt);

const wholeSecond = (instant: string | undefined): number =>
  instant === undefined ? 0 : Math.floor(Date.parse(instant) / 1000) * 1000;

/**
 * Strong words confirm a recap only when they were certainly written after it: the same words sent twice in a hurry must
 * not confirm what nobody has read yet. «Mutabıkız» never confirms a disagreement.
 */
const readConfirmation = (reply: TypedReply): MachineEvent => {
  const { reading, stand, dialog, facts, message } = reply;
  if (refuses(reading)) return { type: 'customer.wentBack' };
  const fitsRecap = stand.meta?.confirms === 'agreement' || !reading.reconciliationOnly;
  const isAfterRecap =
    message.at !== null && message.at.getTime() >= Date.parse(dialog.lastPromptAt ?? facts.now);
  if (reading.intent === 'approve.strong' && fitsRecap && isAfterRecap && mayCount(reply))
    return {
      type: 'customer.confirmed',
      ...standingOf(facts.contact, dialog.request.customerRef, boundLines(stand, dialog)),
    };
  return other(reading);
};

const readFigureReply = ({ stand, message, reading, readers }: TypedReply): MachineEvent => {
  const unit = stand.askedUnit ?? '';
  const figure = ownFigures(readers.readFigure(message.content.text, { unit }), unit);
  const [first] = figure;
  if (first === undefined)
    return reading.intent === 'defer' ? { type: 'customer.deferred' } : { type: 'customer.unrecognised' };
  return figure.length === 1
    ? { type: 'customer.gaveFigure', figure: first }
    : { type: 'customer.gaveAmbiguousFigure', options: figure };
};

const optionsOffered = 3;
/** Plain decimals in the asked unit; a figure in another unit or with a sign is asked again rather than guessed. */
const ownFigures = (read: FigureReading, unit: string): OwnFigure[] => {
  const figures: readonly Figure[] =
    read.kind === 'figure' ? [read.figure] : read.kind === 'ambiguous' ? read.options : [];
  return figures
    .filter(
      (figure) =>
        (figure.unit === null || figure.unit === unit) && /^\d{1,18}(\.\d{1,6})?$/.test(figure.quantity),
    )
    .slice(0, optionsOffered)
    .map(({ quantity, side }) => ({ quantity, side }));
};

/** Words that are certainly not a reason: answers, greetings, requests of another kind. */
const noReason: ReadonlySet<ReplyIntent> = new Set([
  'approve.strong',
  'approve.soft',
  'defer',
  'greet',
  'ack',
  'help.menu',
  'resend',
  'question',
]);
const reasonLength = 1000;

const readReason = ({ reading, message }: TypedReply): MachineEvent => {
  const text = message.content.text.trim().slice(0, reasonLength);
  if (noReason.has(reading.intent)) return other(reading);
  return text === '' ? { type: 'customer.unrecognised' } : { type: 'customer.gaveReason', text };
};

/** A unit typed as its code; anything else is asked again with the list. */
const readUnit = ({ message, stand, reading }: TypedReply): MachineEvent => {
  const typed = message.content.text.trim().toUpperCase();
  const line = stand.lines.find(({ unit, answer }) => unit === typed && answer === null);
  return line ? { type: 'customer.choseUnit', unit: line.unit } : other(reading);
};
