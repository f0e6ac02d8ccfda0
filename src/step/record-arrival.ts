import { derivedId } from '../shared/ids.ts';
import type { Arrival } from './arrival-line.ts';
import type { StepBooks } from './step-books.ts';

/** Words of the step's record. */
export const arrivalType = (arrival: Arrival): string =>
  arrival.kind === 'message'
    ? 'message.group'
    : arrival.kind === 'preference'
      ? `preference.${arrival.choice}`
      : 'echo';

/**
 * What is on record and moves nobody: a message of a group (domain R24), what staff wrote on the telephone, a choice the person
 * made in WhatsApp. No machine hears of it, no window opens, nothing is answered.
 */
export const recordArrival = (
  step: StepBooks,
  arrival: Arrival,
  { inputId, at }: { inputId: string; at: Date },
): void => {
  step.messages.noteRecorded(inputId, at, { isOurs: arrival.kind === 'echo' });
  if (arrival.kind === 'preference') takePreference(step, arrival, { inputId, at });
};

const actions = { stop: 'withdrawn', resume: 'accepted' } as const;

/**
 * Every choice is on record under the platform's time; what counts is the newest thing that was said, here or there. Messages
 * about the account go on: they rest on another purpose (domain 5).
 */
const takePreference = (
  step: StepBooks,
  { purpose, choice, text }: Extract<Arrival, { kind: 'preference' }>,
  { inputId, at }: { inputId: string; at: Date },
): void => {
  const { facts, doc, state } = step;
  const said = at.toISOString();
  step.owe('consents', {
    id: derivedId('con', 'platform', inputId),
    contactRef: facts.contact?.ref ?? null,
    customerRefs: facts.contact?.customerRefs ?? [],
    conversationId: doc.conversationId,
    channelId: doc.channelId,
    purpose,
    action: actions[choice],
    language: state.language,
    textVersion: null,
    text: null,
    textHash: null,
    messageId: derivedId('msg', inputId),
    answer: text ?? choice,
    at: said,
    source: 'platform',
  });
  if (state.marketingAt !== undefined && state.marketingAt > said) return;
  step.state = {
    ...state,
    consents: { ...state.consents, [purpose]: actions[choice] },
    marketingAt: said,
  };
};
