/**
 * What a machine may ask for, as data (docs/adr/0002). Machines never do anything themselves: the step reads these from
 * what `transition` returns and stores them with the snapshot in one write.
 */

/** Decides what happens when a send has no definite answer: see the table in docs/architecture.md (delivery). */
export type MessageClass = 'decision' | 'reply' | 'notify' | 'bulk' | 'private' | 'code';

/** A button or list row. `choice` becomes the event `customer.<choice>`; `arg` travels with it (`choseUnit` + `HAS`). */
export interface Choice {
  choice: string;
  arg?: string;
}

export type PromptValue =
  string | number | readonly PromptValue[] | { readonly [key: string]: PromptValue | null };

export interface EffectParams {
  /**
   * Say something: `prompt` is a key of `locales/<lang>/<dialog>.json` (`reconciliation.recap`), `values` raw domain values
   * (lines, dates, codes) that the locale module formats. `recap: true` marks the text whose confirmation binds: its
   * buttons carry the prompt number, and a confirmation of any other number does not count.
   */
  sendPrompt: {
    prompt: string;
    class: MessageClass;
    values?: { readonly [key: string]: PromptValue };
    choices?: readonly Choice[];
    recap?: boolean;
  };
  /** Wake this dialog with `timer.<timer>` at an instant (ISO 8601). Starting it again replaces it. */
  startTimer: { timer: string; at: string };
  cancelTimer: { timer: string };
  /** The customer's answer that binds, with evidence of what was shown. At most one per request (domain 3.6). */
  recordDecision: { result: string };
  /** The request ends with this outcome (domain 7). At most one per request. */
  closeRequest: { outcome: string };
  /** A line for the request's history: `forwarded_unauthorised`, `reminder_sent`, `human_requested` … */
  noteHistory: { what: string };
  /** Pass the request to a contact of the customer who can bind it; the reply of this contact did not decide it. */
  forwardRequest: Record<string, never>;
  /** Work for staff. */
  openTask: { reason: string; urgent: boolean };
}

export type Effect = { [K in keyof EffectParams]: { type: K; params: EffectParams[K] } }[keyof EffectParams];

type NoOp<P> = (_args: unknown, _params: P) => void;

/** Typed no-ops for `setup({ actions })`: wrong parameters are compile errors, running them does nothing. */
export const effectActions: { [K in keyof EffectParams]: NoOp<EffectParams[K]> } = {
  sendPrompt: () => {},
  startTimer: () => {},
  cancelTimer: () => {},
  recordDecision: () => {},
  closeRequest: () => {},
  noteHistory: () => {},
  forwardRequest: () => {},
  openTask: () => {},
};

const effectTypes: ReadonlySet<string> = new Set(Object.keys(effectActions));

/** The effects among the actions that `transition` returned, in order. The only cast: XState does not narrow actions by type. */
export const effectsFrom = (actions: readonly { type: string; params: unknown }[]): Effect[] =>
  actions
    .filter((action) => effectTypes.has(action.type))
    .map(({ type, params }) => ({ type, params }) as Effect);
