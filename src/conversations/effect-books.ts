import type { Effect } from '../../machines/shared/effects.ts';
import type { MachineEvent } from '../../machines/registry.ts';
import type { ConversationState, OpenDialog } from './conversation-state.ts';

/** What is looked up before the fold and may be needed by an effect. */
export interface FoldSources {
  now: string;
  /** A random six-digit code, used if an effect asks for one. */
  freshCode: string | null;
  /** The typed message that is being folded; null: something else is. */
  typedMessageId: string | null;
}

/** What an effect may do to the conversation that is being folded. */
export interface Fold {
  readonly state: ConversationState;
  readonly sources: FoldSources;
  change(change: (state: ConversationState) => ConversationState): void;
  /** A code for a request; false: none may be asked for any more. */
  askForCode(requestId: string): boolean;
  /** Done once the dialog that is being told has settled. */
  later(task: () => void): void;
  tellDialog(requestId: string, event: MachineEvent): boolean;
  /** The request with this reference asks its question again. */
  resume(reference: string, askedBy: string | null): void;
}

/** Keeps the books an effect concerns before the step stores anything: of its dialog, and of the conversation. */
export interface EffectBooks {
  ofDialog(dialog: OpenDialog, effect: Effect, now: string): OpenDialog;
  /** `requestId`: of the dialog that asked; null: the conversation did. */
  ofConversation(fold: Fold, effect: Effect, requestId: string | null): void;
}
