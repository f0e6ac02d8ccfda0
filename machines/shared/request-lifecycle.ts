import { promptOf, says } from './prompt.ts';

interface Timed {
  context: { reminders: readonly string[]; expiresAt: string };
}

const handover = promptOf<never>()('conversation.handover', { class: 'reply' });

/** Wakes the dialog for the first reminder that is still ahead. */
export const startNextReminder = {
  type: 'startTimer',
  params: ({ context }: Timed) => ({ timer: 'reminder', at: context.reminders[0] ?? context.expiresAt }),
} as const;

/** Wakes the dialog when its time is over. */
export const startExpiry = {
  type: 'startTimer',
  params: ({ context }: { context: { expiresAt: string } }) => ({ timer: 'expiry', at: context.expiresAt }),
} as const;

/** The next reminder does not go out. */
export const stopReminder = { type: 'cancelTimer', params: { timer: 'reminder' } } as const;

/**
 * The check of a file takes seconds, and its result is the answer (each message costs). Until then the person sees that we
 * are typing, 25 seconds at most (platform 6.5).
 */
const speaksOfCheckAfterMs = 20_000;

/** A check that takes longer is spoken of. */
export const startChecking = {
  type: 'startTimer',
  params: { timer: 'checking', afterMs: speaksOfCheckAfterMs },
} as const;

/** The result is there before. */
export const stopChecking = { type: 'cancelTimer', params: { timer: 'checking' } } as const;

/** The end of its time does not wake the dialog. */
export const stopExpiry = { type: 'cancelTimer', params: { timer: 'expiry' } } as const;

/** The request is over, answered or not: nobody is reminded (domain 3.3), nothing expires. */
export const stopTimers = [stopReminder, stopExpiry] as const;

/** The first prompt goes out and time runs: to the first reminder where any is planned, and to the end. */
export const openingOf = <Said, const Next extends string>(first: Said, next: Next) =>
  ({
    always: [{ guard: 'hasReminders', target: next, actions: startNextReminder }, { target: next }],
    exit: [says(first), startExpiry],
  }) as const;

/** As `openingOf`, of a dialog nobody is reminded of. */
export const unremindedOpeningOf = <Said, const Next extends string>(first: Said, next: Next) =>
  ({ always: next, exit: [says(first), startExpiry] }) as const;

const remindedAnd = <Said, const Back extends object>(reminder: Said, back: Back) => {
  const remind = [says(reminder), { type: 'noteHistory', params: { what: 'reminder_sent' } }] as const;
  return {
    'timer.reminder': [
      { guard: 'hasLaterReminder', ...back, actions: [...remind, 'passReminders', startNextReminder] },
      { ...back, actions: [...remind, 'passReminders'] },
    ],
    'staff.reminded': { ...back, actions: remind },
  } as const;
};

/**
 * Reminders as planned, each started by the one before, and one more whenever staff asks for it. The question stands where
 * it was.
 */
export const reminded = <Said>(reminder: Said) => remindedAnd(reminder, {});

/** As `reminded`; whatever was being asked, the dialog is back in `target`. */
export const remindedBackIn = <Said, const Target extends string>(target: Target, reminder: Said) =>
  remindedAnd(reminder, { target } as const);

/** A person is promised at once; staff has one task of it, however often it is asked for (domain 9.3, `handover`). */
export const humanOnRequest = {
  'customer.askedForHuman': [
    { guard: 'humanWasAsked', actions: says(handover) },
    {
      actions: [
        'noteHumanAsked',
        says(handover),
        { type: 'openTask', params: { reason: 'human_requested', urgent: false } },
        { type: 'noteHistory', params: { what: 'human_requested' } },
      ],
    },
  ],
} as const;

/** The first prompt never arrives: the request stays open until its expiry, since staff may reach the person by other means. */
export const openThoughUndelivered = <Context>(isUrgent: (context: Context) => boolean) =>
  ({
    'system.undeliverable': {
      actions: [
        { type: 'noteHistory', params: { what: 'undeliverable' } },
        {
          type: 'openTask',
          params: ({ context }: { context: Context }) => ({
            reason: 'undeliverable',
            urgent: isUrgent(context),
          }),
        },
      ],
    },
  }) as const;

const noteLost = { actions: { type: 'noteHistory', params: { what: 'prompt_undeliverable' } } } as const;

/** A later prompt never arrives: said in the history, and nothing else changes. */
export const notedWhenLost = { 'system.promptLost': noteLost } as const;

/** An end: the request closes and the person is told. */
export const endOf = <const Closes, Said>({ closes, tells }: { closes: Closes; tells: Said }) =>
  ({ type: 'final', entry: [{ type: 'closeRequest', params: closes }, says(tells)] }) as const;

/** An end without the answer we asked for: silence accepts nothing, staff takes over (domain 3.2, R5). */
export const unansweredEndOf = <const Closes, const Task, Said>(end: {
  closes: Closes;
  opens: Task;
  tells: Said;
}) =>
  ({
    type: 'final',
    entry: [
      { type: 'closeRequest', params: end.closes },
      { type: 'openTask', params: end.opens },
      says(end.tells),
    ],
  }) as const;

/** This contact may not decide: the dialog ends, the request stays open with a contact who may (domain R6, ADR 0012). */
export const forwardedEndOf = <const To, Said>({ to, tells }: { to: To; tells: Said }) =>
  ({
    type: 'final',
    entry: [
      { type: 'noteHistory', params: { what: 'forwarded_unauthorised' } },
      { type: 'forwardRequest', params: to },
      says(tells),
    ],
  }) as const;

/**
 * What the person did in time reached us after it (our outage, retries of the platform): the request goes on, and staff is told
 * (reliability A.6, ADR 0017).
 */
export const goesOnWhenInTime = {
  'system.answeredInTime': {
    actions: [
      'lastsUntil',
      {
        type: 'extendDeadline',
        params: ({ context }: { context: { expiresAt: string } }) => ({
          dueAt: context.expiresAt,
          expiresAt: context.expiresAt,
        }),
      },
      startExpiry,
      { type: 'noteHistory', params: { what: 'answered_in_time' } },
      { type: 'openTask', params: { reason: 'late_answer', urgent: true } },
    ],
  },
} as const;
