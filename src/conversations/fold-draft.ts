import { advance, restoreMachine, startMachine } from '../../machines/registry.ts';
import type { Advanced, MachineEvent, Running } from '../../machines/registry.ts';
import type { ConversationEvent } from '../../machines/conversation/conversation.events.ts';
import type { RequestInput } from '../../machines/shared/dialog-events.ts';
import type { Effect } from '../../machines/shared/effects.ts';
import type {
  ClosedDialog,
  ConversationState,
  FoldResult,
  OpenDialog,
  ScopedEffect,
  StaffCommand,
} from './conversation-state.ts';
import { metaOf, storedOf } from './dialog-snapshots.ts';
import { isFinished, outcomeOf, takeTimer, withEffect } from './dialog-bookkeeping.ts';

const closedKept = 30;
/** Open requests of one contact that one conversation can hold (reliability-security B.7). */
const maxDialogs = 40;

/** One fold in the making: tells machines what happened and keeps the books of prompts, timers and ended dialogs. */
export class FoldDraft {
  readonly now: string;
  #state: ConversationState;
  readonly #effects: ScopedEffect[] = [];
  readonly #events: string[] = [];
  readonly #ended: OpenDialog[] = [];
  readonly #readdressed: FoldResult['readdressed'][number][] = [];
  readonly #unreadable = new Set<string | null>();

  constructor(state: ConversationState, now: string) {
    this.#state = state;
    this.now = now;
  }

  get state(): ConversationState {
    return this.#state;
  }

  get dialogs(): readonly OpenDialog[] {
    return this.#state.dialogs;
  }

  dialog(requestId: string): OpenDialog | undefined {
    return this.#state.dialogs.find((dialog) => dialog.request.requestId === requestId);
  }

  get isFull(): boolean {
    return this.#state.dialogs.length >= maxDialogs;
  }

  /**
   * Ends a request that has no dialog here (not yet, or there is no room), and remembers it: when its opening comes after
   * all, it is not opened any more.
   */
  closeUnopened(request: Pick<ClosedDialog, 'requestId'> & Partial<ClosedDialog>, outcome: string): void {
    const closed: ClosedDialog = {
      token: '',
      kind: 'reconciliation',
      variant: 'letter',
      reference: '',
      ...request,
      outcome,
      closedAt: this.now,
    };
    this.#state = { ...this.#state, closed: [...this.#state.closed, closed].slice(-closedKept) };
    this.addEffect(closed.requestId, { type: 'closeRequest', params: { outcome } });
  }

  /** An effect of the fold itself, of no machine. */
  addEffect(requestId: string | null, effect: Effect): void {
    this.#effects.push({ requestId, promptNumber: null, effect });
  }

  readdress(requestId: string, command: StaffCommand): void {
    this.#readdressed.push({ requestId, command });
  }

  setNotices(notices: 'on' | 'off'): void {
    this.#state = { ...this.#state, notices };
  }

  setMode(mode: ConversationState['mode']): void {
    this.#state = { ...this.#state, mode };
  }

  open(dialog: Omit<OpenDialog, 'snapshot'>, input: RequestInput): void {
    const started = startMachine(dialog.request.kind, input);
    this.#events.push(`${started.running.id}/system.opened`);
    const opened = { ...dialog, snapshot: storedOf(started.running) };
    this.#state = {
      ...this.#state,
      dialogs: [...this.#state.dialogs, opened],
      closed: this.#state.closed.filter(({ requestId }) => requestId !== dialog.request.requestId),
    };
    this.#settle(opened, started);
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
    const dialog = this.dialog(requestId);
    if (!dialog) return false;
    const running = restoreMachine(dialog.snapshot);
    if (!running) {
      this.reportUnreadable(requestId);
      return false;
    }
    const advanced = advance(running, event);
    this.#events.push(`${running.id}/${event.type}`);
    this.#settle(dialog, { ...advanced, effects: advanced.effects.filter(keep) });
    return advanced.effects.length > 0;
  }

  /** False: not the current timer of that name, nothing may happen. */
  takeTimer(requestId: string, timer: string, gen: number): boolean {
    const dialog = this.dialog(requestId);
    const taken = dialog && takeTimer(dialog, timer, gen);
    if (taken) this.#replace(requestId, taken);
    return Boolean(taken);
  }

  /** One event to the conversation itself. False: it did nothing that the person sees. */
  tellConversation(event: ConversationEvent): boolean {
    const running = this.#conversation();
    if (!running) {
      this.reportUnreadable(null);
      return false;
    }
    const advanced = advance(running, event);
    this.#events.push(`conversation/${event.type}`);
    this.#state = { ...this.#state, snapshot: storedOf(advanced.running) };
    for (const effect of advanced.effects) {
      if (effect.type === 'sendPrompt')
        this.#state = { ...this.#state, promptNumber: this.#state.promptNumber + 1 };
      const promptNumber = effect.type === 'sendPrompt' ? this.#state.promptNumber : null;
      this.#effects.push({ requestId: null, promptNumber, effect });
    }
    return advanced.effects.length > 0;
  }

  /** The last reply was readable: the count of misses starts over. */
  understood(): void {
    const misses: unknown = this.#conversation()?.snapshot.context.misses;
    if (misses !== 0) this.tellConversation({ type: 'customer.wasUnderstood' });
  }

  /** A snapshot that cannot be restored waits for a person; it never starts over in silence. */
  reportUnreadable(requestId: string | null): void {
    if (this.#unreadable.has(requestId)) return;
    this.#unreadable.add(requestId);
    const effect: Effect = { type: 'openTask', params: { reason: 'snapshot_unreadable', urgent: true } };
    this.#effects.push({ requestId, promptNumber: null, effect });
  }

  toResult(): FoldResult {
    return {
      state: this.#state,
      effects: this.#effects,
      events: this.#events,
      ended: this.#ended,
      readdressed: this.#readdressed,
    };
  }

  #conversation(): Running | null {
    const { snapshot } = this.#state;
    return snapshot ? restoreMachine(snapshot) : startMachine('conversation').running;
  }

  #settle(before: OpenDialog, { running, effects }: Advanced): void {
    const { requestId } = before.request;
    let dialog: OpenDialog = { ...before, snapshot: storedOf(running) };
    for (const effect of effects) {
      dialog = withEffect(dialog, effect, this.now);
      const promptNumber = effect.type === 'sendPrompt' ? dialog.promptNumber : null;
      this.#effects.push({ requestId, promptNumber, effect });
    }
    if (isFinished(running)) this.#close({ ...dialog, timers: [] }, effects);
    else this.#replace(requestId, withoutLeftRecap(dialog, running));
  }

  #replace(requestId: string, dialog: OpenDialog): void {
    const dialogs = this.#state.dialogs.map((open) => (open.request.requestId === requestId ? dialog : open));
    this.#state = { ...this.#state, dialogs };
  }

  #close(dialog: OpenDialog, effects: readonly Effect[]): void {
    const { requestId, kind, variant, reference } = dialog.request;
    this.#ended.push(dialog);
    const closed: ClosedDialog = {
      requestId,
      token: dialog.token,
      kind,
      variant,
      reference,
      outcome: outcomeOf(effects),
      closedAt: this.now,
    };
    this.#state = {
      ...this.#state,
      dialogs: this.#state.dialogs.filter((open) => open.request.requestId !== requestId),
      closed: [...this.#state.closed, closed].slice(-closedKept),
    };
  }
}

const withoutLeftRecap = (dialog: OpenDialog, running: Running): OpenDialog =>
  dialog.recapNumber !== null && metaOf(running)?.expects !== 'confirmation'
    ? { ...dialog, recapNumber: null }
    : dialog;
