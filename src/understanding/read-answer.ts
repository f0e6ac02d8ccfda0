import type { MachineEvent } from '../../machines/registry.ts';
import type { ReconciliationEvent, UnitAnswer } from '../../machines/reconciliation/reconciliation.events.ts';
import type { Mandate } from '../../machines/shared/dialog-events.ts';
import { mandateOf } from '../requests/authority.ts';
import { dueAtOf } from '../conversations/dialog-bookkeeping.ts';
import { boundLines } from '../conversations/dialog-snapshots.ts';
import { otherWords, refuses } from './other-words.ts';
import { isInTime } from './typed-in-time.ts';
import type { TypedReply } from './typed-reply.ts';

/** Typed words where a letter or an approval waits for its yes or no. */
export const readAnswer = (reply: TypedReply): MachineEvent => {
  const { reading, dialog, facts } = reply;
  const { kind, customerRef, lines } = dialog.request;
  const mandate = mandateOf(facts.contact, customerRef, lines);
  const isReconciliation = kind === 'reconciliation';
  if (reading.meaning === 'approve.strong' && mayCount(reply))
    return { type: isReconciliation ? 'customer.agreed' : 'customer.approved', ...mandate };
  if (refuses(reading)) return refusal(reply, mandate);
  if (isReconciliation) return readPartly(reply) ?? otherWords(reading);
  return reading.meaning === 'reject.partial' || reading.meaning === 'go_back'
    ? { type: 'customer.repliedUnclearly' }
    : otherWords(reading);
};

const refusal = (reply: TypedReply, mandate: Mandate): MachineEvent => {
  // A "no" to a question the person had not seen is no answer to it.
  if (!isInTime(reply.dialog, reply)) return { type: 'customer.repliedUnclearly' };
  const type = reply.dialog.request.kind === 'reconciliation' ? 'customer.disagreed' : 'customer.rejected';
  return { type, ...mandate };
};

/**
 * Answers per unit lead to their own recap. A yes with a condition, or a difference nobody can place («evet ama 5 gram
 * eksik»), is never an answer: the person is told what was understood and asked. Null: neither.
 */
const readPartly = (reply: TypedReply): MachineEvent | null => {
  const { reading, dialog, facts } = reply;
  const { customerRef, lines } = dialog.request;
  // A number is named back and asked about, never taken for anything (domain 9.1 rule 9).
  const mentioned = readMentioned(reply);
  if (mentioned && mentioned.figures.length > 0) return mentioned;
  const units = reading.meaning === 'reject.partial' ? unitAnswers(reply) : [];
  if (units.length === 0) return mentioned;
  const agreed = lines.filter((line) =>
    units.some(({ unit, answer }) => unit === line.unit && answer === 'agreed'),
  );
  return { type: 'customer.answeredUnits', units, ...mandateOf(facts.contact, customerRef, agreed) };
};

/** Units of this letter only; «the rest» are all lines that were not named. A unit with two answers has none. */
const unitAnswers = ({ reading, dialog }: TypedReply): UnitAnswer[] =>
  dialog.request.lines.flatMap(({ unit }) => {
    const named = new Set(reading.units.filter((one) => one.unit === unit).map(({ answer }) => answer));
    const [answer] = named;
    if (named.size > 1) return [];
    const said = answer ?? reading.rest;
    return said === null ? [] : [{ unit, answer: said }];
  });

type Mentioned = Extract<ReconciliationEvent, { type: 'customer.mentionedDifference' }>;

const partly: ReadonlySet<string> = new Set(['conditional', 'reject.partial', 'ambiguous', 'unknown']);

/** Figures and units somebody named, in the terms of this letter; null: none, or nothing that speaks of a difference. */
const readMentioned = ({ reading, dialog }: TypedReply): Mentioned | null => {
  const { meaning, mentions } = reading;
  if (!partly.has(meaning)) return null;
  const inLetter = new Set(dialog.request.lines.map(({ unit }) => unit));
  const named = mentions.ambiguous ? [] : mentions.figures;
  const figures = named
    .filter(({ unit, quantity }) => unit !== null && /^\d{1,18}(\.\d{1,6})?$/.test(quantity))
    .slice(0, mentionsShown)
    .map(({ unit, quantity }) => ({ unit: unit ?? '', quantity }));
  const units = mentions.units.filter((unit) => inLetter.has(unit)).slice(0, mentionsShown);
  const isAboutDifference = figures.length > 0 || (units.length > 0 && meaning !== 'unknown');
  return isAboutDifference ? { type: 'customer.mentionedDifference', figures, units } : null;
};
const mentionsShown = 4;

/** Rule 5: strong words count for the one open or the quoted request, in time, from the person's own hand. */
const mayCount = (reply: TypedReply): boolean => {
  const { reading, dialog, message, facts } = reply;
  if (reading.reconciliationOnly && dialog.request.kind !== 'reconciliation') return false;
  if (message.forwarded) return false;
  if (Date.parse(facts.now) > Date.parse(dueAtOf(dialog))) return false;
  return isInTime(dialog, reply);
};

/**
 * Strong words confirm a recap only when they were certainly written after it: the same words sent twice in a hurry must
 * not confirm what nobody has read yet. «Mutabıkız» never confirms a disagreement.
 */
export const readConfirmation = (reply: TypedReply): MachineEvent => {
  const { reading, stand, dialog, facts, message } = reply;
  if (refuses(reading)) return { type: 'customer.wentBack' };
  // «Onaylıyorum» to «it will be recorded as rejected» may mean either: there only the button counts.
  const fitsRecap =
    stand.meta?.confirms === 'agreement' ||
    (dialog.request.kind === 'reconciliation' && !reading.reconciliationOnly);
  const isAfterRecap =
    message.at !== null && message.at.getTime() >= Date.parse(dialog.lastPromptAt ?? facts.now);
  if (reading.meaning === 'approve.strong' && fitsRecap && isAfterRecap && mayCount(reply))
    return {
      type: 'customer.confirmed',
      ...mandateOf(facts.contact, dialog.request.customerRef, boundLines(stand, dialog)),
    };
  return otherWords(reading);
};
