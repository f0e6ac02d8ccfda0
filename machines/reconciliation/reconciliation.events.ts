import type { Choice } from '../shared/effects.ts';
import type { DialogEvent, Mandate } from '../shared/dialog-events.ts';
import { sideSchema } from '../shared/request.ts';
import type { Side } from '../shared/request.ts';
import type { OwnFigure } from './reconciliation.context.ts';

/** What a reconciliation understands: the events of every request, and its own (domain 7.1). */
export type ReconciliationEvent =
  | DialogEvent
  | ({ type: 'customer.agreed' } & Mandate)
  | ({ type: 'customer.disagreed' } & Mandate)
  /** A typed answer per unit; only units of the letter. `authority` is about the agreed ones. */
  | ({ type: 'customer.answeredUnits'; units: readonly UnitAnswer[] } & Mandate)
  /** A yes with a condition, or a difference nobody can place: never an answer. Figures without a side. */
  | {
      type: 'customer.mentionedDifference';
      figures: readonly { unit: string; quantity: string }[];
      units: readonly string[];
    }
  /** `ALL`: every unit that is still open. */
  | { type: 'customer.choseUnit'; unit: string }
  | { type: 'customer.choseUnitMore' }
  | { type: 'customer.finished' }
  | { type: 'customer.gaveFigure'; figure: OwnFigure }
  | { type: 'customer.gaveAmbiguousFigure'; options: readonly OwnFigure[] }
  | { type: 'customer.gaveFigureOption'; index: number }
  | { type: 'customer.choseSide'; side: Side };

/** The answer to one unit of the letter (domain 7.1, R8). */
export interface UnitAnswer {
  unit: string;
  answer: 'agreed' | 'disagreed';
}

/** Why a balance differs, as offered. */
export const disagreementReasons = ['amount', 'missing_entry', 'price', 'other'] as const;

/** The event of a tapped button; null for a choice this dialog never offers. */
export const reconciliationChoice = (
  { choice, arg }: Choice,
  mandate: Mandate,
): ReconciliationEvent | null => {
  switch (choice) {
    case 'agreed':
    case 'disagreed':
    case 'confirmed':
      return { type: `customer.${choice}`, ...mandate };
    case 'askedForHuman':
    case 'choseUnitMore':
    case 'finished':
    case 'skipped':
    case 'wentBack':
      return { type: `customer.${choice}` };
    default:
      return arg === undefined ? null : choiceWithArgument(choice, arg);
  }
};

const choiceWithArgument = (choice: string, arg: string): ReconciliationEvent | null => {
  switch (choice) {
    case 'choseUnit':
      return { type: 'customer.choseUnit', unit: arg };
    case 'choseReason':
      return { type: 'customer.choseReason', reason: arg };
    case 'gaveFigureOption':
      return /^\d$/.test(arg) ? { type: 'customer.gaveFigureOption', index: Number(arg) } : null;
    case 'choseSide': {
      const side = sideSchema.safeParse(arg);
      return side.success ? { type: 'customer.choseSide', side: side.data } : null;
    }
    default:
      return null;
  }
};
