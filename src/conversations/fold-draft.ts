import { advance, startMachine } from '../../machines/registry.ts';
import type { Advanced, MachineEvent } from '../../machines/registry.ts';
import type { CodeFacts, ConversationEvent } from '../../machines/conversation/conversation.events.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import type {
  AnswerRead,
  ClosedDialog,
  ConversationState,
  FoldResult,
  OpenDialog,
  ScopedEffect,
} from './conversation-state.ts';
import type { Misread } from '../unrecognised/misread.ts';
import type { StaffCommand } from '../vocabulary/conversation-input.ts';
import { withClosed } from './closed-dialogs.ts';
import {
  expiresAtOf,
  goingOnFrom,
  isFinished,
  outcomeOf,
  reportedAs,
  takeTimer,
  utc,
  withoutLed,
  withoutLeftRecap,
} from './dialog-bookkeeping.ts';
import { dialogKind } from './dialog-kinds.ts';
import { restore, storedOf } from './dialog-snapshots.ts';
import type { EffectBooks, FoldSources } from './effect-books.ts';
import { runningConversation, standingOfConversation } from './conversation-standing.ts';
import type { ConversationStanding } from './conversation-standing.ts';
import { SaidPrompts } from './said-prompts.ts';
import { notePromise } from './note-promise.ts';
import { withWaited } from './waited.ts';
import { codeFacts } from './verification-code.ts';

/** Why a dialog ended: told by another conversation, or by a timer. */
interface EndedBy {
  told: string | null;
  /** As it stood before its timer ended it. */
  before?: ClosedDialog['before'];
}

/** A request as its end is remembered. */
type Ending = Pick<ClosedDialog, 'requestId'> & Partial<ClosedDialog>;

/** One fold in the making: tells machines what happened and keeps the books of prompts, timers and ended dialogs. */
export class FoldDraft {
  readonly now: string;
  readonly sources: FoldSources;
  /** What is said, and not said twice in a row. */
  readonly speech: SaidPrompts;
  readonly #books: EffectBooks;
  #state: ConversationState;
  readonly #effects: ScopedEffect[] = [];
  readonly #events: string[] = [];
  readonly #ended: OpenDialog[] = [];
  readonly #readdressed: FoldResult['readdressed'][number][] = [];
  readonly #unreadable = new Set<string | null>();
  #read: AnswerRead | null = null;
  #misread: Misread | null = null;
  /** When the timer that is being worked was due. */
  #dueAt: string | null = null;
  /** What one dialog wants of another, done once the first has settled. */
  readonly #later: (() => void)[] = [];

  constructor(state: ConversationState, sources: FoldSources, books: EffectBooks) {
    this.#state = state;
    this.sources = sources;
    this.#books = books;
    this.now = sources.now;
    this.speech = new SaidPrompts(() => this.#state.said, sources.now);
  }

  get state(): ConversationState {
    return this.#state;
  }

  /** Where the conversation itself stands by now. */
  get standing(): ConversationStanding {
    return standingOfConversation(this.#state);
  }

  /** What a code that is asked for now would be. */
  get codeFacts(): CodeFacts {
    return codeFacts(this.sources);
  }

  /** Those the person knows of: what is held or withheld has not been said. */
  get dialogs(): readonly OpenDialog[] {
    const { held } = this.standing;
    return this.#state.dialogs.filter(
      ({ request, isWithheld }) => !held.includes(request.requestId) && !isWithheld,
    );
  }

  dialog(requestId: string): OpenDialog | undefined {
    return this.#state.dialogs.find((dialog) => dialog.request.requestId === requestId);
  }

  /** A change of the conversation's own fields; dialogs and prompts keep their own books. */
  change(change: (state: ConversationState) => ConversationState): void {
    this.#state = change(this.#state);
  }

  /**
   * Ends a request that has no dialog here (not yet, or there is no room), and remembers it: when its opening comes after
   * all, it is not opened any more.
   */
  closeUnopened(request: Ending, outcome: string): void {
    const { requestId } = request;
    this.#remember(
      { kind: 'reconciliation', variant: 'letter', reference: '', token: '', ...request },
      outcome,
    );
    this.addEffect(requestId, { type: 'closeRequest', params: { outcome } });
  }

  /** The request's first prompt as it would have been said, recorded as not sent, and the end of the request. */
  closeUnsent(
    dialog: Omit<OpenDialog, 'snapshot'>,
    input: RequestInput,
    why: { outcome: string; suppressed: string },
  ): void {
    const { request, token } = dialog;
    const { running, effects } = startMachine(dialogKind(request.kind).machine, input);
    const first = effects.find((effect) => effect.type === 'sendPrompt');
    this.closeUnopened({ ...request, token }, why.outcome);
    this.#ended.push({ ...dialog, snapshot: storedOf(running), promptNumber: 1 });
    if (first === undefined) return;
    const effect: Effect = { type: 'sendPrompt', params: { ...first.params, suppressed: why.suppressed } };
    this.#effects.push({ requestId: request.requestId, promptNumber: 1, effect });
  }

  /** Ends an open dialog from outside its machine. `before`: as it stood, where its term is over. */
  abandon(requestId: string, outcome: string, before?: ClosedDialog['before']): void {
    const dialog = this.dialog(requestId);
    if (dialog === undefined) return;
    const isReported = dialog.reported !== undefined;
    const ended = { ...dialog, timers: [], reported: dialog.reported ?? outcome };
    this.#close(ended, { told: null, ...(before === undefined ? {} : { before }) });
    if (!isReported) this.addEffect(requestId, { type: 'closeRequest', params: { outcome } });
  }

  /** Another contact is asked instead, in silence; where the person has begun to decide, nothing happens. */
  handOver(requestId: string, to: string): void {
    const dialog = this.dialog(requestId);
    if (dialog === undefined || dialog.reported !== undefined || dialog.recapNumber !== null) return;
    this.addEffect(requestId, { type: 'noteHistory', params: { what: 'escalated' } });
    this.addEffect(requestId, { type: 'forwardRequest', params: { to } });
    this.#close({ ...dialog, timers: [] }, { told: null });
  }

  /** An effect of the fold itself, of no machine. */
  addEffect(requestId: string | null, effect: Effect): void {
    const dialog = requestId === null ? undefined : this.dialog(requestId);
    if (dialog && requestId !== null)
      this.#replace(requestId, this.#books.ofDialog(dialog, effect, this.now));
    this.#perform(requestId, null, effect);
  }

  /** Done once the dialog that is being told has settled. */
  later(task: () => void): void {
    this.#later.push(task);
  }

  readdress(requestId: string, command: StaffCommand): void {
    this.#readdressed.push({ requestId, command });
  }

  /** `isHeld`: in silence, until the person proved who they are. */
  open(dialog: Omit<OpenDialog, 'snapshot'>, input: RequestInput, { isHeld } = { isHeld: false }): void {
    const started = startMachine(dialogKind(dialog.request.kind).machine, input);
    this.#events.push(`${started.running.id}/system.opened`);
    const opened = { ...dialog, snapshot: storedOf(started.running) };
    this.#state = {
      ...this.#state,
      dialogs: [...this.#state.dialogs, opened],
      closed: this.#state.closed.filter(({ requestId }) => requestId !== dialog.request.requestId),
    };
    this.#settle(opened, isHeld ? withoutPrompts(started) : started, { told: null });
  }

  /**
   * One event to one dialog. `keep` picks the effects that may happen; all of them unless said otherwise. False: the dialog
   * had nothing to say to it.
   */
  tellDialog(
    requestId: string,
    event: MachineEvent,
    keep: (effect: Effect) => boolean = () => true,
  ): boolean {
    const found = this.dialog(requestId);
    if (!found) return false;
    const running = restore(found.snapshot);
    if (!running) {
      this.reportUnreadable(requestId);
      return false;
    }
    const advanced = advance(running, event);
    this.#events.push(`${running.id}/${event.type}`);
    const dialog = event.type === 'customer.wentBack' ? withoutLed(found) : found;
    const told = event.type === 'system.decidedElsewhere' ? event.outcome : null;
    const kept = { ...advanced, effects: advanced.effects.filter(keep) };
    const before = this.#beforeTimer(dialog, event);
    this.#settle(dialog, this.#isHeld(requestId) ? withoutPrompts(kept) : kept, {
      told,
      ...(before === null ? {} : { before }),
    });
    return advanced.effects.length > 0;
  }

  /** What is typed next without a word of which request is for this one. */
  choose(requestId: string): void {
    if (this.#state.chosen !== requestId) this.#state = { ...this.#state, chosen: requestId };
  }

  /** A request that a timer had ended goes on where it stood; what is reported stays reported. */
  reopen({ requestId, before }: ClosedDialog): void {
    if (before === undefined) return;
    this.#state = {
      ...this.#state,
      dialogs: [...this.#state.dialogs, before.dialog],
      closed: this.#state.closed.filter((closed) => closed.requestId !== requestId),
    };
    if (before.dialog.reported === undefined)
      this.addEffect(requestId, { type: 'reopenRequest', params: {} });
  }

  #beforeTimer(dialog: OpenDialog, { type }: MachineEvent): ClosedDialog['before'] | null {
    const isTimer = type === 'timer.expiry' || type === 'timer.correction';
    if (!isTimer || this.#isHeld(dialog.request.requestId)) return null;
    const until = type === 'timer.correction' ? this.#dueAt : expiresAtOf(dialog);
    return until === null ? null : { dialog: { ...dialog, timers: [] }, until: utc(until) };
  }

  /** Has the dialog anything to say to this event? Nothing happens. */
  wouldHear(requestId: string, event: MachineEvent): boolean {
    const dialog = this.dialog(requestId);
    const running = dialog && restore(dialog.snapshot);
    return running !== undefined && running !== null && advance(running, event).effects.length > 0;
  }

  /** False: not the current timer of that name, nothing may happen. */
  takeTimer(requestId: string, timer: string, gen: number): boolean {
    const dialog = this.dialog(requestId);
    const taken = dialog && takeTimer(dialog, timer, gen);
    this.#dueAt = dialog?.timers.find((one) => one.timer === timer)?.at ?? null;
    if (taken) this.#replace(requestId, taken);
    return Boolean(taken);
  }

  /**
   * One event to the conversation itself; `requestId`: of the request it is about; `isDone`: which of the effects are done, all
   * where it is left out. False: nothing came of it outside.
   */
  tellConversation(
    event: ConversationEvent,
    requestId: string | null = null,
    isDone: (effect: Effect) => boolean = () => true,
  ): boolean {
    const running = runningConversation(this.#state);
    if (!running) {
      this.reportUnreadable(null);
      return false;
    }
    const advanced = advance(running, event);
    this.#events.push(`conversation/${event.type}`);
    this.#state = withWaited({ ...this.#state, snapshot: storedOf(advanced.running) }, this.now);
    for (const effect of advanced.effects.filter(isDone)) {
      const isPrompt = effect.type === 'sendPrompt';
      if (isPrompt && !this.speech.says(effect.params, requestId, this.#state.language)) continue;
      if (isPrompt) this.#state = { ...this.#state, promptNumber: this.#state.promptNumber + 1 };
      this.#perform(requestId, isPrompt ? this.#state.promptNumber : null, effect);
    }
    return advanced.effects.length > 0;
  }

  /** How the message that is being folded was read. */
  noteRead(read: AnswerRead): void {
    this.#read = read;
  }

  /** What the request is told next comes of these words, as they were just noted to be read. */
  leadBy(requestId: string, messageId: string): void {
    const dialog = this.dialog(requestId);
    if (dialog && this.#read) this.#replace(requestId, { ...dialog, led: { messageId, read: this.#read } });
  }

  /** What the message was read as so far; null: it was not read for its words. */
  get read(): AnswerRead | null {
    return this.#read;
  }

  /** What machines were told so far. */
  get events(): readonly string[] {
    return this.#events;
  }

  noteMisread(misread: Misread): void {
    this.#misread = misread;
  }

  /** The last reply was readable: the count of misses starts over. */
  understood(): void {
    if (!this.standing.isUnderstood) this.tellConversation({ type: 'customer.wasUnderstood' });
  }

  /** A snapshot that cannot be restored waits for a person; it never starts over in silence. */
  reportUnreadable(requestId: string | null): void {
    if (this.#unreadable.has(requestId)) return;
    this.#unreadable.add(requestId);
    const effect: Effect = { type: 'openTask', params: { reason: 'snapshot_unreadable', urgent: true } };
    this.#effects.push({ requestId, promptNumber: null, effect });
  }

  toResult(): FoldResult {
    const { said: _before, ...state } = this.#state;
    const said = this.speech.last;
    return {
      state: said === undefined ? state : { ...state, said },
      effects: this.#effects,
      events: this.#events,
      ended: this.#ended,
      readdressed: this.#readdressed,
      ...(this.#read === null ? {} : { read: this.#read }),
      ...(this.#misread === null ? {} : { misread: this.#misread }),
    };
  }

  /** Records an effect and does what the fold itself answers for. */
  #perform(requestId: string | null, promptNumber: number | null, effect: Effect): void {
    this.#effects.push({ requestId, promptNumber, effect });
    this.#books.ofConversation(this, effect, requestId);
  }

  /** A code for a request; false: none may be asked for any more. */
  askForCode(requestId: string): boolean {
    return this.tellConversation({ type: 'system.askedForCode', requestId, code: this.codeFacts }, requestId);
  }

  #isHeld(requestId: string): boolean {
    return this.standing.held.includes(requestId);
  }

  /** The request a reminder is about asks its question again, or is told to be over. */
  resume(reference: string, askedBy: string | null): void {
    const named = (request: { requestId: string; reference: string; kind: string }): boolean =>
      request.reference === reference && request.requestId !== askedBy && request.kind !== 'notice';
    const open = this.dialogs.find(({ request }) => named(request));
    if (open && this.tellDialog(open.request.requestId, { type: 'system.askedAgain' })) return;
    const closed = (open && reportedAs(open, this.now)) ?? this.#state.closed.findLast(named);
    if (closed) this.tellConversation({ type: 'customer.returnedToClosed', closed });
    else this.tellConversation({ type: 'customer.foundNothingOpen' });
  }

  #settle(before: OpenDialog, { running, effects }: Advanced, by: EndedBy): void {
    const { requestId } = before.request;
    let dialog: OpenDialog = { ...before, snapshot: storedOf(running) };
    for (const effect of notePromise(this, effects)) {
      const { language } = this.#state;
      if (effect.type === 'sendPrompt' && !this.speech.says(effect.params, requestId, language)) continue;
      dialog = this.#books.ofDialog(dialog, effect, this.now);
      this.#perform(requestId, effect.type === 'sendPrompt' ? dialog.promptNumber : null, effect);
    }
    if (isFinished(running)) this.#close({ ...dialog, timers: [] }, by);
    else this.#replace(requestId, withoutLeftRecap(dialog, running));
    for (let next = this.#later.shift(); next !== undefined; next = this.#later.shift()) next();
  }

  #replace(requestId: string, dialog: OpenDialog): void {
    const dialogs = this.#state.dialogs.map((open) => (open.request.requestId === requestId ? dialog : open));
    this.#state = { ...this.#state, dialogs };
  }

  #close(dialog: OpenDialog, { told, before }: EndedBy): void {
    const { requestId } = dialog.request;
    this.#ended.push(dialog);
    this.#state = {
      ...this.#state,
      dialogs: this.#state.dialogs.filter((open) => open.request.requestId !== requestId),
    };
    const kept = before && { ...before, dialog: goingOnFrom(before.dialog, dialog) };
    this.#remember(
      { ...dialog.request, token: dialog.token, ...(kept === undefined ? {} : { before: kept }) },
      outcomeOf(dialog, told),
    );
    if (this.#isHeld(requestId)) this.tellConversation({ type: 'system.heldEnded', requestId });
  }

  #remember(ended: Omit<ClosedDialog, 'outcome' | 'closedAt'>, outcome: string): void {
    const closed = withClosed(this.#state.closed, { ...ended, outcome, closedAt: this.now });
    this.#state = { ...this.#state, closed };
  }
}

const withoutPrompts = (advanced: Advanced): Advanced => ({
  ...advanced,
  effects: advanced.effects.filter(({ type }) => type !== 'sendPrompt'),
});
