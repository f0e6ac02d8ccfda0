/**
 * What a machine may ask for, as data (docs/adr/0002). Machines never do anything themselves: the step reads these from
 * what `transition` returns and stores them with the snapshot in one write.
 */

/** Decides what happens when a send has no definite answer: see the table in docs/architecture.md (delivery). */
export type MessageClass = 'decision' | 'reply' | 'notify' | 'bulk' | 'private';

/** A button or list row. `choice` becomes the event `customer.<choice>`; `arg` travels with it (`choseUnit` + `HAS`). */
export interface Choice {
  choice: string;
  arg?: string;
}

/**
 * A raw value of a text: a quantity, a date, a code, or lists and records of them. Words and formats are the business
 * of `locales/`.
 */
export type PromptValue =
  string | number | readonly PromptValue[] | { readonly [key: string]: PromptValue | null };

/**
 * What a consent is for, one purpose each; `privacy_notice` is no consent but proof that the notice was shown (domain
 * 4, ADR 0014).
 */
export type ConsentPurpose = 'transactional' | 'marketing' | 'feedback' | 'privacy_notice';
/**
 * What became of it: `presented`, `not_presented` (the message that said it did not go out) and `acknowledged` are of the
 * privacy notice only, the others of consents (domain R19, ADR 0014).
 */
export type ConsentAction =
  'accepted' | 'rejected' | 'withdrawn' | 'presented' | 'not_presented' | 'acknowledged';
/** Who a task is for; `compliance` is a compartment of its own (domain 6.2). */
export type TaskRole = 'staff' | 'accounting' | 'compliance';

/** Each effect with its parameters: all that a machine can ask for, and nothing beside it (ADR 0002). */
export interface EffectParams {
  /**
   * Say something: `prompt` is a key of `locales/<lang>/<dialog>.json` (`reconciliation.recap`), `values` raw domain values
   * (lines, dates, codes) that the locale module formats. `recap: true` marks the text whose confirmation binds: its
   * buttons carry the prompt number, and a confirmation of any other number does not count. `link: 'upload'`: the text
   * shows a one-time upload link for this request as `{{upload_url}}`. `attach: 'document'`: the request's document comes
   * with it.
   */
  sendPrompt: {
    prompt: string;
    class: MessageClass;
    values?: { readonly [key: string]: PromptValue };
    choices?: readonly Choice[];
    recap?: boolean;
    link?: 'upload';
    attach?: 'document';
    /** Recorded in the transcript as not sent, with this reason: consent forbids it. */
    suppressed?: string;
  };
  /**
   * Wake this dialog with `timer.<timer>` at an instant (ISO 8601), or so long after the step. Starting it again replaces
   * it.
   */
  startTimer: { timer: string; at: string } | { timer: string; afterMs: number };
  cancelTimer: { timer: string };
  /**
   * The customer's answer that binds, with evidence of what was shown (domain 3.6). At most one stands per request;
   * `corrects: true` records the answer that takes the place of the one before, which stays on record.
   */
  recordDecision: { result: string; corrects?: boolean };
  /** The request ends with this outcome (domain 7). At most one per request; a correction may change it. */
  closeRequest: { outcome: string; corrects?: boolean };
  /**
   * It is open again: it had ended only because it seemed out of reach, or by a timer although the person had answered in
   * time.
   */
  reopenRequest: Record<string, never>;
  /** A line for the request's history: `forwarded_unauthorised`, `reminder_sent`, `human_requested` … */
  noteHistory: { what: string };
  /**
   * Pass the request to a contact of the customer who can bind it; the reply of this contact did not decide it.
   * `second_approver`: this contact approved, and a second person has to. `to`: the contact who is asked instead, where a rule
   * of the business says whom (ADR 0043).
   */
  forwardRequest: { as?: 'second_approver'; to?: string };
  /** Work for staff. Escalates when nobody takes it in time. */
  openTask: {
    reason: string;
    urgent: boolean;
    role?: TaskRole;
    /** Codes for whoever reads the task; left out: none. */
    details?: { readonly [key: string]: string };
  };
  /** The request may be answered until later; its timers are started anew by the machine itself. */
  extendDeadline: { dueAt: string; expiresAt: string };
  /** A file of the chat is fetched and checked. `isDraft`: an identity document, destroyed within a day. */
  fetchFile: { fileId: string; isDraft: boolean };
  /** Files sent before anybody knew what for belong to this request. `isDraft`: as with `fetchFile`; left out: kept with it. */
  attachFiles: { fileIds: readonly string[]; isDraft?: boolean };
  setLanguage: { language: 'tr' | 'en' | 'ar' };
  /** `off`: nothing is sent unasked any more. */
  setNotices: { notices: 'on' | 'off' };
  /** An immutable consent record with the text shown (domain 4, R19). */
  recordConsent: {
    purpose: ConsentPurpose;
    action: ConsentAction;
    /** The message whose text it is about; left out: the one that was shown last, or answered. */
    messageId?: string;
  };
  /** A data subject's request with its 30 days (KVKK 13). */
  openPrivacyRequest: { kind: 'access' | 'erasure' | 'correction' };
  /** The number does not belong to the person in the books: contact and number part. */
  unlinkContact: Record<string, never>;
  /**
   * Somebody else may be behind the contact's keys (ADR 0030): nothing proves them any more, on any channel. `current`: where
   * the platform says the person is now, or, `isShown`, the other keys that somebody showed.
   */
  doubtContact: {
    why: string;
    previous: { phone: string | null; userId: string | null };
    current: { phone: string | null; userId: string | null } | null;
    isShown: boolean;
  };
  /**
   * The platform says that these keys are the person's too. `alias`: how it writes the number; null: as we do. Of a key that is
   * another contact's nothing is learned (ADR 0030).
   */
  learnKeys: { phone: string | null; userId: string | null; alias: string | null };
  /** Whoever chats here says that this number, in E.164 with `+`, is theirs: it may be a contact's (ADR 0030). */
  linkPerson: { phone: string };
  /**
   * This number, in E.164 with `+`, is the contact's no more, and is told so at itself (ADR 0030). `windowExpiresAt`: until
   * when in free text, ISO 8601. `unless`: why it is recorded and not sent.
   */
  tellFormer: { phone: string; contactRef: string; windowExpiresAt: string | null; unless: string | null };
  /** Tells the business system: `contact.opted_out`, `statement.requested` … as a signed callback. */
  announce: { type: string; data?: { readonly [key: string]: PromptValue } };
  /** A six-digit code goes to the person by another way than this chat; the person types it here. */
  requestVerification: Record<string, never>;
  /** Nothing about this account is told in the chat until staff has looked at it (domain 7.5). */
  lockAccount: { accountNo: string };
  /** The open request with this reference asks its question again. */
  resumeRequest: { reference: string };
}

/** One effect as the step reads it (ADR 0002). */
export type Effect = { [K in keyof EffectParams]: { type: K; params: EffectParams[K] } }[keyof EffectParams];

type NoOp<P> = (_args: unknown, _params: P) => void;

const nothing = (): void => {};

/** Typed no-ops for `setup({ actions })`: wrong parameters are compile errors, running them does nothing. */
export const effectActions: { [K in keyof EffectParams]: NoOp<EffectParams[K]> } = {
  sendPrompt: nothing,
  startTimer: nothing,
  cancelTimer: nothing,
  recordDecision: nothing,
  closeRequest: nothing,
  reopenRequest: nothing,
  noteHistory: nothing,
  forwardRequest: nothing,
  openTask: nothing,
  extendDeadline: nothing,
  fetchFile: nothing,
  attachFiles: nothing,
  setLanguage: nothing,
  setNotices: nothing,
  recordConsent: nothing,
  openPrivacyRequest: nothing,
  unlinkContact: nothing,
  doubtContact: nothing,
  learnKeys: nothing,
  linkPerson: nothing,
  tellFormer: nothing,
  announce: nothing,
  requestVerification: nothing,
  lockAccount: nothing,
  resumeRequest: nothing,
};

const effectTypes: ReadonlySet<string> = new Set(Object.keys(effectActions));

/**
 * The effects among the actions that `transition` returned, in order. The only cast: XState does not narrow actions by
 * type.
 */
export const effectsFrom = (actions: readonly { type: string; params: unknown }[]): Effect[] =>
  actions
    .filter((action) => effectTypes.has(action.type))
    .map(({ type, params }) => ({ type, params }) as Effect);
