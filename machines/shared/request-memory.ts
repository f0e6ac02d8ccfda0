import { assign } from 'xstate';
import { remindersAfter } from './dialog-events.ts';
import type { RequestInput, StateMeta } from './dialog-events.ts';
import { effectActions } from './effects.ts';
import { mayHaveRead } from './recap.ts';
import type { TypedConfirmation } from './recap.ts';

/** What a dialog remembers of its lifecycle. */
interface Lasting {
  /** Instants still ahead, ascending. */
  reminders: string[];
  expiresAt: string;
}
/** Any dialog: it has an end. */
interface Ending {
  expiresAt: string;
}
interface Answerable {
  /** Asked for once: a second wish is promised again, but nobody is set to work twice (domain 9.3, `handover`). */
  humanAsked: boolean;
}
interface Reasoned {
  /** A reason code, or the customer's own words. */
  reason: string | null;
}

/** An event as far as the lifecycle looks into it. */
interface Occurred {
  type: string;
  now?: string;
  reason?: string;
  text?: string;
  authority?: string;
  mayObject?: boolean;
  typed?: TypedConfirmation;
  until?: string;
}

interface Given<Context> {
  context: Context;
  event: Occurred;
}

const stillAhead = ({ context, event }: Given<Lasting>): string[] =>
  event.now === undefined ? context.reminders : [...remindersAfter(context.reminders, event.now)];

/** For `setup({ types })` of every dialog. Nothing of it exists at run time. */
export const dialogTypes = <Context, Event>() => ({
  context: {} as Context,
  events: {} as Event,
  input: {} as RequestInput,
  meta: {} as StateMeta,
});

/** For `setup({ actions })` of every dialog: the effects, and that a person was asked for. */
export const dialogActions = <Context extends Answerable & Ending, Event extends Occurred>() => ({
  ...effectActions,
  // The cast: a part of what every such dialog remembers is a part of what this one does.
  noteHumanAsked: assign<Context, Event, undefined, Event, never>(
    () => ({ humanAsked: true }) as Partial<Context>,
  ),
  // The cast: as above.
  lastsUntil: assign<Context, Event, undefined, Event, never>(
    ({ context, event }) => ({ expiresAt: event.until ?? context.expiresAt }) as Partial<Context>,
  ),
});

/** For `setup({ actions })` of a dialog that reminds: the same, and that the reminders up to now are behind us. */
export const remindingActions = <Context extends Answerable & Lasting, Event extends Occurred>() => ({
  ...dialogActions<Context, Event>(),
  // The cast: as above.
  passReminders: assign<Context, Event, undefined, Event, never>(
    (given) => ({ reminders: stillAhead(given) }) as Partial<Context>,
  ),
});

/** For `setup({ actions })` of a dialog that asks why: the offered reason that was chosen, or the words that were typed. */
export const reasonActions = <Context extends Reasoned, Event extends Occurred>() => ({
  // The cast: as above.
  noteReason: assign<Context, Event, undefined, Event, never>(
    ({ event }) => ({ reason: event.text ?? event.reason ?? null }) as Partial<Context>,
  ),
});

/** For `setup({ guards })` of every dialog. */
export const dialogGuards = {
  humanWasAsked: ({ context }: Given<Answerable>): boolean => context.humanAsked,
};

/** For `setup({ guards })` of a dialog that reminds. */
export const remindingGuards = {
  ...dialogGuards,
  hasReminders: ({ context }: Given<Lasting>): boolean => context.reminders.length > 0,
  hasLaterReminder: (given: Given<Lasting>): boolean =>
    given.event.type === 'timer.reminder' && stillAhead(given).length > 0,
};

/** For `setup({ guards })` of a dialog whose answer binds: who may say "yes", and who may still say "no" (domain R6). */
export const standingGuards = {
  mayBind: ({ event }: Given<unknown>): boolean => event.authority === 'binding',
  mayNotObject: ({ event }: Given<unknown>): boolean => 'mayObject' in event && !event.mayObject,
  /** Words of confirmation from before the recap can have been read: it is shown again (domain 9.1 rule 5, ADR 0017). */
  isConfirmedUnread: ({ event }: Given<unknown>): boolean =>
    event.typed !== undefined && !mayHaveRead(event.typed),
};
