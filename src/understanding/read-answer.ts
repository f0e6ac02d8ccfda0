import type { MachineEvent } from '../../machines/registry.ts';
import type { ReconciliationEvent, UnitAnswer } from '../../machines/reconciliation/reconciliation.events.ts';
import type { Mandate } from '../../machines/shared/dialog-events.ts';
import type { TypedConfirmation } from '../../machines/shared/recap.ts';
import { mandateOf } from '../requests/authority.ts';
import { dueAtOf } from '../conversations/dialog-bookkeeping.ts';
import { boundLines } from '../conversations/dialog-snapshots.ts';
import { otherWords, refuses } from './other-words.ts';
import { saidAt } from './said-at.ts';
import { isInTime } from './typed-in-time.ts';
import type { TypedReply } from './typed-reply.ts';

/**
 * Typed words where a letter or an approval waits for its yes or no. What a person says in own words leads to the recap only of
 * somebody who may give that answer: it never ends a request by itself (ADR 0040).
 */
export const readAnswer = (reply: TypedReply): MachineEvent => {
  const { reading, dialog, facts } = reply;
  const { kind, customerRef, lines } = dialog.request;
  const mandate = mandateOf(facts.contact, customerRef, lines);
  const isReconciliation = kind === 'reconciliation';
  if (reading.meaning === 'approve.strong' && mayCount(reply))
    return { type: isReconciliation ? 'customer.agreed' : 'customer.approved', ...mandate };
  if (reading.meaning === 'approve.clear' && mandate.authority === 'binding' && mayCount(reply))
    return { type: isReconciliation ? 'customer.agreed' : 'customer.approved', ...mandate };
  if (refuses(reading)) return refusal(reply, mandate);
  if (reading.meaning === 'reject.clear')
    return mandate.mayObject ? refusal(reply, mandate) : { type: 'customer.repliedUnclearly' };
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
  if (Date.parse(saidAt(facts, reply)) > Date.parse(dueAtOf(dialog))) return false;
  return isInTime(dialog, reply);
};

/**
 * Strong words confirm a recap; whether it can have been read by then is for the dialog to say. The title of its button always
 * fits it. «Onaylıyorum» to «it will be recorded as rejected» may mean either and confirms nothing, «reddediyorum» says it again;
 * «mutabıkız» never confirms a disagreement.
 */
export const readConfirmation = (reply: TypedReply): MachineEvent => {
  const { reading, stand, dialog, facts } = reply;
  const isAgreement = stand.meta?.confirms === 'agreement';
  const repeats = !isAgreement && isWholeRefusal(reply) && refusesAgain(reading);
  // «I pressed the wrong button»: what is asked back was not meant.
  const takesBack = reading.meaning === 'reject.clear' || reading.meaning === 'correction';
  if ((refuses(reading) && !repeats) || takesBack) return { type: 'customer.wentBack' };
  const fits =
    reading.confirms === true ||
    isAgreement ||
    repeats ||
    (dialog.request.kind === 'reconciliation' && !reading.reconciliationOnly);
  const isStrong = reading.meaning === 'approve.strong' || repeats;
  if (!isStrong || !fits || !mayCount(reply)) return otherWords(reading);
  return {
    type: 'customer.confirmed',
    typed: typedConfirmation(reply),
    ...mandateOf(facts.contact, dialog.request.customerRef, boundLines(stand, dialog)),
  };
};

/** A partial agreement is not confirmed by a refusal. */
const isWholeRefusal = ({ stand }: TypedReply): boolean =>
  stand.lines.every(({ answer }) => answer !== 'agreed');

const refusingStem =
  /(redd|^ret |^red$|itiraz|onaylam|onay verm|kabul etm|mutabik deg|katilm|reject|refus|declin|object|not (approve|agree|accept)|dont (approve|agree|accept)|disagree|ارفض|نرفض|رفض|اعتراض|اعترض|نعترض|لا (اوافق|نوافق|اقبل|نقبل)|غير (موافق|مطابق))/;

/** The refusal once more in so many words: «reddediyorum», not «hayır», which may be said to the question. */
const refusesAgain = ({ meaning, phrase }: TypedReply['reading']): boolean =>
  meaning === 'reject' && phrase !== null && refusingStem.test(phrase);

const typedConfirmation = ({ dialog, facts, message }: TypedReply): TypedConfirmation => {
  const recap = dialog.shown.find(({ promptNumber }) => promptNumber === dialog.recapNumber)?.intentId ?? '';
  const delivery = facts.deliveries?.[recap];
  return {
    writtenAt: message.at?.getTime() ?? null,
    handedOverAt: instantOf(delivery?.handedOverAt),
    deliveredAt: instantOf(delivery?.deliveredAt),
    quotesRecap: recap !== '' && facts.quotedIntentId === recap,
  };
};

const instantOf = (iso: string | null | undefined): number | null =>
  iso === null || iso === undefined ? null : Date.parse(iso);
