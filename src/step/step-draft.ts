import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { derivedId } from '../shared/ids.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { StepRecord } from '../transcripts/transcript-records.ts';
import type { ClaimedConversation, StepCommit } from './claimed-conversation.ts';
import type {
  AnswerSeen,
  ConversationState,
  FoldResult,
  OpenDialog,
  ScopedEffect,
  StepFacts,
} from '../conversations/conversation-state.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { arrivedWith, withLastAnswer } from './step-answers.ts';
import { actorOf, inputType } from './step-labels.ts';
import type { StepOutput } from './step-output.ts';
import type { Arrival } from './arrival-line.ts';
import { labelOf, storeEffect } from './effect-table.ts';
import type { EffectScene } from './effect-scene.ts';
import { isAlert } from './goes-now.ts';
import { keepRecording } from './keep-recording.ts';
import type { JoinedEffect } from './joined-effects.ts';
import { leadsToNext, withLeadsBefore } from './lead-before.ts';
import { carriesNotice, withNoticeBehind } from './notice-behind.ts';
import { arrivalType, recordArrival } from './record-arrival.ts';
import { occasionOf, unsentBecause } from './send-gate.ts';
import { StepBooks } from './step-books.ts';
import { recordMisread } from './step-misread.ts';
import type { StepContext } from './step-context.ts';

/** What the effects of one input are seen in. */
type Seen = { before: ConversationState; result: FoldResult } & Pick<
  EffectScene,
  'repliesToPerson' | 'occasion' | 'withAlert'
>;

const staffText = { prompt: 'staff.text', class: 'reply' } as const;

/** Collects what one step does. Only computes: nothing here reads a clock or touches storage. */
export class StepDraft {
  readonly #books: StepBooks;
  readonly #applied: string[] = [];
  readonly #inputs: StepRecord['inputs'][number][] = [];
  readonly #effects: StepRecord['effects'][number][] = [];
  #answer: Omit<AnswerSeen, 'shown'> | null = null;

  constructor(doc: ClaimedConversation, facts: StepFacts, context: StepContext, now: Date) {
    this.#books = new StepBooks(doc, facts, context, now);
  }

  get state(): ConversationState {
    return this.#books.state;
  }

  get isEmpty(): boolean {
    return this.#inputs.length === 0;
  }

  /** A message of the person: transcript line, service window, and who they are now. */
  noteInbound(
    inputId: string,
    unit: Extract<InboundUnit, { kind: 'message' }>,
    at: Date,
    windowExpiresAt: Date | null,
  ): void {
    const line = this.#books.messages.noteInbound(inputId, unit, at, windowExpiresAt);
    this.#answer = { line, unit };
    keepRecording(this.#books, unit, { inputId, messageId: line.id });
    this.#books.owe('arrived', ...arrivedWith(this.state, unit));
  }

  /** What is on record and moves nobody. */
  record(inputId: string, arrival: Arrival, at: Date): void {
    this.#inputs.push({ id: inputId, type: arrivalType(arrival) });
    this.#applied.push(inputId);
    recordArrival(this.#books, arrival, { inputId, at });
  }

  /** Staff wrote to the person: goes out as it is, inside the service window. */
  say(inputId: string, text: string, by: string): void {
    this.#books.messages.answersNobody();
    // It stands between what was said and typed before, and what comes.
    const { said: _said, lastText: _text, turn: _turn, ...state } = this.state;
    this.#books.state = state;
    this.#inputs.push({ id: inputId, type: 'staff.said' });
    this.#applied.push(inputId);
    const rendered: RenderedPrompt = {
      text,
      kind: 'text',
      choices: [],
      listButton: null,
      document: null,
      template: null,
    };
    const suppressed = unsentBecause(this.state, 'staffText', staffText);
    this.#books.messages.push({
      rendered,
      ...staffText,
      requestId: null,
      promptNumber: null,
      author: 'staff',
      holds: false,
      requestExpiresAt: null,
      isUnasked: true,
      ...(suppressed === undefined ? {} : { suppressed }),
    });
    this.#effects.push({ type: 'sendPrompt', requestId: null, detail: `staff.text by ${by}` });
  }

  fold(input: ConversationInput, facts: StepFacts, how: { repliesToPerson: boolean; at: Date }): void {
    const before = this.state;
    const result = this.#books.context.fold(before, input, facts);
    this.#books.state = result.state;
    if (input.type !== 'message') {
      this.#answer = null;
      this.#books.messages.answersNobody();
    } else if (this.#answer !== null && result.read !== undefined)
      this.#answer = { ...this.#answer, read: result.read };
    if (result.misread !== undefined && this.#answer !== null)
      recordMisread(this.#books, result.misread, { inputId: input.id, ...this.#answer });
    for (const { requestId, command } of result.readdressed) {
      const id = derivedId('in', 'readdressed', input.id);
      this.#books.owe('readdressed', { id, requestId, command });
    }
    const outside = input.type === 'message' ? facts.outside : undefined;
    this.#inputs.push({
      id: input.id,
      type: inputType(input, result),
      ...(outside === undefined ? {} : { outside }),
    });
    if (input.type !== 'timer') this.#applied.push(input.id);
    if (input.type === 'request') this.#books.changes.opened(input.request);
    const withAlert = result.effects.some(isAlert) ? { withAlert: true as const } : {};
    const seen = { before, result, ...how, occasion: occasionOf(input), ...withAlert };
    for (const scoped of this.#joined(result.effects, seen)) this.#apply(scoped, seen);
    this.#noteViews(result, input);
    if (input.type !== 'message') return;
    this.#books.state = withLastAnswer(this.state, before, result, this.#answer);
    const touched = result.effects.find((scoped) => scoped.requestId !== null)?.requestId;
    if (touched) this.#books.messages.assignLastInbound(touched);
  }

  toCommit(stepId: string): StepCommit {
    const { state, doc, facts, rev, messages } = this.#books;
    const timers = state.dialogs.flatMap((dialog) => dialog.timers.map((timer) => timer.at)).sort();
    const earliest = timers[0];
    const step: StepRecord = {
      rev,
      at: facts.now,
      inputs: this.#inputs,
      states: this.#states(),
      effects: this.#effects,
      machineVersions: Object.fromEntries(
        state.dialogs.map(({ snapshot }) => [snapshot.machine, snapshot.version]),
      ),
    };
    const { inbound } = messages;
    const output: StepOutput = {
      conversationId: doc.conversationId,
      rev,
      inbound,
      step,
      ...this.#books.debts,
    };
    return {
      conversationId: doc.conversationId,
      contactId: doc.contactId,
      rev: doc.rev,
      leaseToken: doc.leaseToken,
      stepId,
      state,
      applied: [...doc.applied, ...this.#applied],
      relays: [...doc.relays, output],
      pendingSince: pendingFrom(doc.pendingSince, new Date(facts.now)),
      nextTimerAt: earliest === undefined ? null : new Date(earliest),
      ...messages.reach,
      openRequestIds: state.dialogs
        .filter(({ reported }) => reported === undefined)
        .map((dialog) => dialog.request.requestId),
      customerRefs: facts.contact?.customerRefs ?? [],
      contactRef: facts.contact?.ref ?? null,
    };
  }

  #states(): Record<string, string> {
    return Object.fromEntries(
      this.state.dialogs.map((dialog) => [
        `${dialog.snapshot.machine}:${dialog.request.requestId}`,
        this.#books.context.view(dialog).state,
      ]),
    );
  }

  /** What can be said in one message is (ADR 0045). */
  #joined(effects: readonly ScopedEffect[], seen: Seen): readonly JoinedEffect[] {
    const led = withLeadsBefore(effects, (lead, next) =>
      leadsToNext(this.#books, [lead, next], (scoped) => this.#sceneOf(scoped, seen)),
    );
    return withNoticeBehind(led, (next) => carriesNotice(this.#books, next, this.#sceneOf(next, seen)));
  }

  #apply(joined: JoinedEffect, seen: Seen): void {
    const { effect, requestId, isJoined } = joined;
    this.#effects.push({ type: effect.type, requestId, detail: labelOf(effect) });
    if (isJoined !== true) storeEffect(this.#books, effect, this.#sceneOf(joined, seen));
  }

  #sceneOf(
    { requestId, promptNumber, leads, withNotice }: JoinedEffect,
    { before, result, repliesToPerson, occasion, withAlert }: Seen,
  ): EffectScene {
    return {
      requestId,
      promptNumber,
      asked: before.dialogs.find((dialog) => dialog.request.requestId === requestId),
      dialog: dialogOf(result, requestId),
      languageBefore: before.language,
      answer: this.#answer,
      repliesToPerson,
      occasion,
      ...(withAlert === undefined ? {} : { withAlert }),
      ...(leads === undefined ? {} : { leads }),
      ...(withNotice === undefined ? {} : { withNotice }),
    };
  }

  /** Answers given so far are visible to the business before the request ends. */
  #noteViews(result: FoldResult, input: ConversationInput): void {
    const touched = new Set(result.effects.map((scoped) => scoped.requestId));
    for (const dialog of [...result.state.dialogs, ...result.ended]) {
      const { requestId } = dialog.request;
      if (!touched.has(requestId)) continue;
      this.#books.changes.seen(
        requestId,
        this.#books.context.view(dialog),
        actorOf(input, this.#books.facts),
      );
      if (dialog.reported !== undefined && dialog.decisionId !== undefined)
        this.#books.changes.amends(requestId, dialog.decisionId);
    }
  }
}

/** How old the mark of what is not finished may get before it is moved: each move costs an index entry. */
const pendingStepMs = 1_000;

const pendingFrom = (known: Date | null, now: Date): Date =>
  known !== null && now.getTime() - known.getTime() < pendingStepMs ? known : now;

const dialogOf = (result: FoldResult, requestId: string | null): OpenDialog | undefined =>
  requestId === null
    ? undefined
    : (result.state.dialogs.find((dialog) => dialog.request.requestId === requestId) ??
      result.ended.find((dialog) => dialog.request.requestId === requestId));
