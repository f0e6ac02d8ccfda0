import type { MachineEvent } from '../../machines/registry.ts';
import { dialogKind } from '../conversations/dialog-kinds.ts';
import { otherWords, refuses } from './other-words.ts';
import { readAnswer, readConfirmation } from './read-answer.ts';
import { readComment, readFigureReply, readQuestion, readReason, readSide, readUnit } from './read-words.ts';
import { isInTime } from './typed-in-time.ts';
import type { TypedReply } from './typed-reply.ts';
import { mandateOf } from '../requests/authority.ts';

/** The event behind typed words. Anything that is not clearly an answer to the present question only asks it again. */
export const readForDialog = (reply: TypedReply): MachineEvent => {
  switch (reply.stand.meta?.expects) {
    case 'comment':
      return readComment(reply);
    case 'reason':
      return readReason(reply);
    case 'question':
      return readQuestion(reply);
    case 'correction':
      return readCorrection(reply);
    case 'choice':
      return readTakenBack(reply) ?? readOwnWords(reply) ?? readByState(reply);
    default:
      return readOwnWords(reply) ?? readByState(reply);
  }
};

/** Documents, feedback and notices know their own words; null: this dialog has none for them. */
const readOwnWords = ({ dialog: { request }, reading, facts, isFresh }: TypedReply): MachineEvent | null =>
  dialogKind(request.kind).reply(reading.meaning, request, {
    now: new Date(facts.now).toISOString(),
    isFresh,
  });

const readByState = (reply: TypedReply): MachineEvent => {
  const { kind } = reply.dialog.request;
  const mayAnswer = kind === 'reconciliation' || kind === 'approval';
  switch (reply.stand.meta?.expects) {
    case 'answer':
      return mayAnswer ? readAnswer(reply) : otherWords(reply.reading);
    case 'confirmation':
      return mayAnswer ? readConfirmation(reply) : otherWords(reply.reading);
    case 'figure':
      return readFigureReply(reply);
    case 'unit':
      return readUnit(reply);
    case 'side':
      return readSide(reply);
    default:
      return otherWords(reply.reading);
  }
};

/** The first of two approvals is taken back in words; null: something else is said. */
const readTakenBack = (reply: TypedReply): MachineEvent | null => {
  const { reading, dialog, facts, message } = reply;
  const { kind, customerRef, lines } = dialog.request;
  const isTakenBack = reading.meaning === 'correction' || refuses(reading);
  if (kind !== 'approval' || !isTakenBack) return null;
  // A «no» from before the yes, or of somebody else, takes nothing back, nor one that stands in no single message.
  if (message.forwarded || reading.joined !== undefined || !isInTime(dialog, reply))
    return { type: 'customer.repliedUnclearly' };
  return { type: 'customer.rejected', ...mandateOf(facts.contact, customerRef, lines) };
};

/** The request ended; only «I pressed the wrong button» says something new. */
const readCorrection = ({ reading, dialog, facts }: TypedReply): MachineEvent => {
  if (reading.meaning !== 'correction') return { type: 'customer.repliedUnclearly' };
  const { customerRef, lines } = dialog.request;
  return { type: 'customer.corrected', ...mandateOf(facts.contact, customerRef, lines) };
};
