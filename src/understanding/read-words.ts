import type { MachineEvent } from '../../machines/registry.ts';
import type { OwnFigure } from '../../machines/reconciliation/reconciliation.context.ts';
import type { Figure, FigureReading, Meaning } from '../reading/reading.ts';
import { readReasonWords } from '../reading/reason-words.ts';
import { readTypedUnit } from '../reading/typed-unit.ts';
import { approves, otherWords, refuses } from './other-words.ts';
import type { TypedReply } from './typed-reply.ts';

const wordsLength = 1000;
const wordsOf = ({ message }: TypedReply): string => message.content.text.trim().slice(0, wordsLength);

/** Figures first: «1.200» is an answer, «vazgeç» is not. */
export const readFigureReply = (reply: TypedReply): MachineEvent => {
  const { stand, message, reading, readers, facts } = reply;
  const unit = stand.askedUnit ?? '';
  const read = readers.readFigure(message.content.text, { unit }, facts.ownUnits);
  const figure = ownFigures(read, unit).map(({ quantity, side }) => ({
    quantity,
    side: side ?? declaredSide(reply),
  }));
  const [first] = figure;
  if (first === undefined)
    return leavesFigure.has(reading.meaning) ? otherOrBack(reading) : { type: 'customer.unrecognised' };
  return figure.length === 1
    ? { type: 'customer.gaveFigure', figure: first }
    : { type: 'customer.gaveAmbiguousFigure', options: figure };
};

/** A declaration is of purchases or of sales, and its total on the side of it (domain 3.3): nobody is asked which. Null: of an account. */
const declaredSide = ({ dialog, stand }: TypedReply): OwnFigure['side'] =>
  dialog.request.details['kind'] === 'babs'
    ? (stand.lines.find(({ unit }) => unit === stand.askedUnit)?.side ?? null)
    : null;

const leavesFigure: ReadonlySet<Meaning> = new Set<Meaning>(['defer', 'go_back', 'stoppedUnclearly']);

/** «iptal» leaves the question, as «vazgeç» does. */
const otherOrBack = (reading: TypedReply['reading']): MachineEvent =>
  reading.meaning === 'stoppedUnclearly' ? { type: 'customer.wentBack' } : otherWords(reading);

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

/** A unit by its code or its name («dolar»), or all of them; anything else is asked again with the list. */
export const readUnit = (reply: TypedReply): MachineEvent => {
  const { message, stand, reading, facts } = reply;
  const open = stand.lines.filter(({ answer }) => answer === null);
  const text = message.content.text;
  const typed = text.trim().toUpperCase();
  const unit = open.find((line) => line.unit === typed)?.unit ?? readTypedUnit(text, facts.ownUnits);
  if (unit === 'ALL' && open.length > 1) return { type: 'customer.choseUnit', unit };
  const line = open.find((candidate) => candidate.unit === unit);
  return line ? { type: 'customer.choseUnit', unit: line.unit } : otherOrBack(reading);
};

/** «Alacak», «bize borcunuz»: a side named beside the figure that waits for it. */
export const readSide = ({ message, reading, readers, stand, facts }: TypedReply): MachineEvent => {
  const asked = { unit: stand.askedUnit ?? '' };
  const read = readers.readFigure(`1 ${message.content.text}`, asked, facts.ownUnits);
  const side = read.kind === 'figure' && read.figure.quantity === '1' ? read.figure.side : null;
  return side === null ? otherOrBack(reading) : { type: 'customer.choseSide', side };
};

/** Words that are certainly not a reason: a mere yes, greetings, requests of another kind. */
const noReason: ReadonlySet<Meaning> = new Set<Meaning>([
  'approve.soft',
  'greet',
  'ack',
  'openedMenu',
  'resend',
]);

/** What was typed is the reason, unless it takes the "no" back, asks, or puts the answer off: none of these is one. */
export const readReason = (reply: TypedReply): MachineEvent => {
  const text = wordsOf(reply);
  const { reading } = reply;
  if (noReason.has(reading.meaning)) return otherWords(reading);
  switch (readReasonWords(text, reading.meaning)) {
    case 'taken-back':
      return { type: 'customer.wentBack' };
    case 'asked':
      return { type: 'customer.repliedUnclearly' };
    case 'undecided':
      return { type: 'customer.deferred' };
    case 'none':
      return { type: 'customer.skipped' };
    default:
      return text === '' ? { type: 'customer.unrecognised' } : { type: 'customer.gaveReason', text };
  }
};

/** Whatever is written is the comment; a plain no means that there is none, a plain yes that it is still to come. */
export const readComment = (reply: TypedReply): MachineEvent => {
  const text = wordsOf(reply);
  const { reading } = reply;
  if (text === '') return { type: 'customer.unrecognised' };
  if (refuses(reading) || reading.meaning === 'go_back') return { type: 'customer.skipped' };
  return approves(reading) ? { type: 'customer.repliedUnclearly' } : { type: 'customer.gaveReason', text };
};

export const readQuestion = ({ reading }: TypedReply): MachineEvent => {
  if (reading.meaning === 'go_back') return { type: 'customer.wentBack' };
  return refuses(reading) || approves(reading)
    ? { type: 'customer.repliedUnclearly' }
    : { type: 'customer.gaveQuestion' };
};
