import type { Effect, EffectParams } from '../../machines/shared/effects.ts';
import type { Intent } from '../delivery/outbox-entry.ts';
import { contentHash, shownContent } from '../evidence/content-hash.ts';
import type { InboundUnit } from '../inbox/inbound-unit.ts';
import { derivedId } from '../shared/ids.ts';
import type { RenderedPrompt } from '../templates/rendered-prompt.ts';
import type { MessageLine, StepRecord } from '../transcripts/transcript-records.ts';
import { conversationToken, encodeChoiceId } from './choice-id.ts';
import type { ClaimedConversation, StepCommit } from './conversation.repository.ts';
import type {
  AnswerSeen,
  ConversationInput,
  ConversationState,
  FoldResult,
  OpenDialog,
  StepFacts,
} from './conversation-state.ts';
import { answerBehind, arrivedWith, withLastAnswer, withShown } from './step-answers.ts';
import { decisionOf } from './step-decision.ts';
import { inboundLine } from './step-inbound-line.ts';
import { makeIntent, outboundLine } from './step-intent.ts';
import { actorOf, effectDetail, inputType } from './step-labels.ts';
import type { StepOutput } from './step-output.ts';
import { RequestChanges } from './step-request-changes.ts';
import type { StepContext } from './step-context.ts';

const linesPerStep = 128;

/** Collects what one step does. Only computes: nothing here reads a clock or touches storage. */
export class StepDraft {
  state: ConversationState;
  readonly #doc: ClaimedConversation;
  readonly #facts: StepFacts;
  readonly #context: StepContext;
  readonly #now: Date;
  readonly #rev: number;
  readonly #applied: string[] = [];
  readonly #intents: Intent[] = [];
  readonly #arrived: string[] = [];
  readonly #messages: MessageLine[] = [];
  readonly #changes: RequestChanges;
  readonly #decisions: StepOutput['decisions'][number][] = [];
  readonly #forwards: StepOutput['forwards'][number][] = [];
  readonly #readdressed: StepOutput['readdressed'][number][] = [];
  readonly #tasks: StepOutput['tasks'][number][] = [];
  readonly #inputs: { id: string; type: string }[] = [];
  readonly #effects: StepRecord['effects'][number][] = [];
  #windowExpiresAt: Date | null;
  #lastMessageAt: Date | null;
  #paceUntil: number | null;
  #address: { phone: string | null; userId: string | null };
  #answer: Omit<AnswerSeen, 'shown'> | null = null;

  constructor(doc: ClaimedConversation, facts: StepFacts, context: StepContext, now: Date) {
    this.#doc = doc;
    this.#facts = facts;
    this.#context = context;
    this.#now = now;
    this.#rev = doc.rev + 1;
    this.state = doc.state;
    this.#windowExpiresAt = doc.windowExpiresAt;
    this.#lastMessageAt = doc.lastMessageAt;
    this.#paceUntil = doc.paceUntil;
    this.#address = { ...doc.address, phone: facts.contact?.phone ?? doc.address.phone };
    this.#changes = new RequestChanges(doc.conversationId, this.#rev, facts);
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
    const line = inboundLine(inputId, this.#doc.conversationId, unit, at, this.#nextSeq());
    this.#messages.push(line);
    if (
      windowExpiresAt !== null &&
      (this.#windowExpiresAt === null || windowExpiresAt > this.#windowExpiresAt)
    ) {
      this.#windowExpiresAt = windowExpiresAt;
    }
    if (this.#lastMessageAt === null || at > this.#lastMessageAt) this.#lastMessageAt = at;
    this.#address = {
      phone: unit.sender.phone ?? this.#address.phone,
      userId: unit.sender.userId ?? this.#address.userId,
    };
    this.#answer = { line, unit };
    this.#arrived.push(...arrivedWith(this.state, unit));
  }

  /** Staff wrote to the person: goes out as it is, inside the service window. */
  say(inputId: string, text: string, by: string): void {
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
    this.#pushIntent({
      rendered,
      prompt: 'staff.text',
      class: 'reply',
      requestId: null,
      promptNumber: null,
      author: 'staff',
      holds: false,
      requestExpiresAt: null,
    });
    this.#effects.push({ type: 'sendPrompt', requestId: null, detail: `staff.text by ${by}` });
  }

  fold(input: ConversationInput, facts: StepFacts, how: { repliesToPerson: boolean; at: Date }): void {
    const before = this.state;
    const result = this.#context.fold(before, input, facts);
    this.state = result.state;
    if (input.type !== 'message') this.#answer = null;
    for (const { requestId, command } of result.readdressed) {
      const id = derivedId('in', 'readdressed', input.id);
      this.#readdressed.push({ id, requestId, command });
    }
    this.#inputs.push({ id: input.id, type: inputType(input, result) });
    if (input.type !== 'timer') this.#applied.push(input.id);
    if (input.type === 'request') this.#changes.opened(input.request);
    for (const scoped of result.effects)
      this.#apply(scoped.effect, scoped.requestId, scoped.promptNumber, before, result, how);
    this.#noteViews(result, input);
    if (input.type !== 'message') return;
    this.state = withLastAnswer(this.state, before, result, this.#answer);
    // The line belongs to the request it moved, so that a request's story shows the customer's own words.
    const touched = result.effects.find((scoped) => scoped.requestId !== null)?.requestId;
    const last = this.#messages.findLastIndex((line) => line.direction === 'in');
    const line = this.#messages[last];
    if (touched !== undefined && line !== undefined) this.#messages[last] = { ...line, requestId: touched };
  }

  toCommit(stepId: string): StepCommit {
    const { state } = this;
    const timers = state.dialogs.flatMap((dialog) => dialog.timers.map((timer) => timer.at)).sort();
    const earliest = timers[0];
    const output: StepOutput = {
      conversationId: this.#doc.conversationId,
      rev: this.#rev,
      intents: this.#intents,
      arrived: this.#arrived,
      messages: this.#messages,
      step: {
        rev: this.#rev,
        at: this.#facts.now,
        inputs: this.#inputs,
        states: this.#states(),
        effects: this.#effects,
        machineVersions: Object.fromEntries(
          state.dialogs.map(({ snapshot }) => [snapshot.machine, snapshot.version]),
        ),
      },
      requestChanges: this.#changes.toList(),
      decisions: this.#decisions,
      forwards: this.#forwards,
      readdressed: this.#readdressed,
      tasks: this.#tasks,
    };
    const contact = this.#facts.contact;
    return {
      conversationId: this.#doc.conversationId,
      rev: this.#doc.rev,
      leaseToken: this.#doc.leaseToken,
      stepId,
      state,
      applied: [...this.#doc.applied, ...this.#applied],
      relays: [...this.#doc.relays, output],
      nextTimerAt: earliest === undefined ? null : new Date(earliest),
      windowExpiresAt: this.#windowExpiresAt,
      lastMessageAt: this.#intents.length > 0 ? later(this.#lastMessageAt, this.#now) : this.#lastMessageAt,
      paceUntil: this.#paceUntil,
      address: this.#address,
      openRequestIds: state.dialogs.map((dialog) => dialog.request.requestId),
      customerRefs: contact?.customerRefs ?? [],
      contactRef: contact?.ref ?? null,
    };
  }

  #states(): Record<string, string> {
    return Object.fromEntries(
      this.state.dialogs.map((dialog) => [
        `${dialog.snapshot.machine}:${dialog.request.requestId}`,
        this.#context.view(dialog).state,
      ]),
    );
  }

  #apply(
    effect: Effect,
    requestId: string | null,
    promptNumber: number | null,
    before: ConversationState,
    result: FoldResult,
    how: { repliesToPerson: boolean },
  ): void {
    this.#effects.push({ type: effect.type, requestId, detail: effectDetail(effect) });
    switch (effect.type) {
      case 'sendPrompt':
        this.#sendPrompt(effect.params, requestId, promptNumber, result, how.repliesToPerson);
        return;
      case 'recordDecision':
        this.#decide(effect.params.result, requestId, before, result);
        return;
      case 'closeRequest':
        if (requestId !== null) this.#changes.closed(requestId, effect.params.outcome);
        return;
      case 'noteHistory':
        if (requestId !== null) this.#changes.noted(requestId, effect.params.what);
        return;
      case 'forwardRequest':
        if (requestId !== null)
          this.#forwards.push({
            id: derivedId('in', 'forward', this.#doc.conversationId, this.#rev, requestId),
            requestId,
            fromContactRef: this.#facts.contact?.ref ?? null,
          });
        return;
      case 'openTask': {
        const id = derivedId('tsk', this.#doc.conversationId, this.#rev, this.#tasks.length);
        this.#tasks.push({
          id,
          requestId,
          reason: effect.params.reason,
          urgent: effect.params.urgent,
          at: this.#facts.now,
        });
        return;
      }
      // Timers are part of the state the fold returned.
      case 'startTimer':
      case 'cancelTimer':
        return;
    }
  }

  #sendPrompt(
    params: EffectParams['sendPrompt'],
    requestId: string | null,
    promptNumber: number | null,
    result: FoldResult,
    repliesToPerson: boolean,
  ): void {
    const dialog = dialogOf(result, requestId);
    const rendered = this.#context.render({
      prompt: params.prompt,
      language: this.state.language,
      values: params.values ?? {},
      choices: params.choices ?? [],
      request: dialog?.request ?? null,
      contactName: this.#facts.contact?.name ?? null,
      company: this.#context.company,
      timeZone: this.#context.timeZone,
      choiceId: (choice) =>
        encodeChoiceId({
          token: dialog?.token ?? conversationToken,
          promptNumber: promptNumber ?? 0,
          choice,
        }),
    });
    const intent = this.#pushIntent({
      rendered,
      prompt: params.prompt,
      class: params.class,
      requestId,
      promptNumber,
      author: 'bot',
      holds: !repliesToPerson,
      requestExpiresAt: dialog?.request.expiresAt ?? null,
    });
    if (requestId !== null && promptNumber !== null)
      this.#remember(requestId, promptNumber, intent, rendered);
  }

  /** What was shown is part of the state: a later confirmation is bound to exactly this text. */
  #remember(requestId: string, promptNumber: number, intent: Intent, rendered: RenderedPrompt): void {
    const hash = contentHash(shownContent({ ...rendered, language: this.state.language }));
    const shown = {
      promptNumber,
      hash,
      intentId: intent.id,
      text: rendered.text,
      choices: rendered.choices.map(({ id, title }) => ({ id, title })),
    };
    this.state = withShown(this.state, requestId, shown);
  }

  #pushIntent(input: {
    rendered: RenderedPrompt;
    prompt: string;
    class: Intent['class'];
    requestId: string | null;
    promptNumber: number | null;
    author: Intent['author'];
    holds: boolean;
    requestExpiresAt: string | null;
  }): Intent {
    const { tenantId, channelId, conversationId } = this.#doc;
    const { intent, paceUntil } = makeIntent(
      {
        ...input,
        tenantId,
        channelId,
        conversationId,
        rev: this.#rev,
        n: this.#intents.length,
        now: this.#now,
        to: this.#address,
        windowExpiresAt: this.#windowExpiresAt,
      },
      this.#paceUntil,
      this.#context,
    );
    this.#paceUntil = paceUntil;
    this.#intents.push(intent);
    this.#messages.push(outboundLine(intent, this.#nextSeq()));
    return intent;
  }

  #decide(outcome: string, requestId: string | null, before: ConversationState, result: FoldResult): void {
    const asked = before.dialogs.find((dialog) => dialog.request.requestId === requestId);
    const answered = dialogOf(result, requestId);
    if (asked === undefined || answered === undefined) return;
    const answer = answerBehind(asked, this.#answer);
    // No decision without the message that made it: the step fails and a person looks at it.
    if (answer === undefined) throw new Error('a decision without an answer');
    const decision = decisionOf({
      outcome,
      asked,
      answered,
      view: this.#context.view(answered),
      answer,
      facts: this.#facts,
      conversation: this.#doc,
      address: this.#address,
      language: before.language,
      n: this.#decisions.length,
    });
    this.#decisions.push(decision);
    this.#changes.decided(decision);
  }

  /** Answers given so far are visible to the business before the request ends. */
  #noteViews(result: FoldResult, input: ConversationInput): void {
    const touched = new Set(result.effects.map((scoped) => scoped.requestId));
    for (const dialog of [...result.state.dialogs, ...result.ended]) {
      const { requestId } = dialog.request;
      if (touched.has(requestId))
        this.#changes.seen(requestId, this.#context.view(dialog), actorOf(input, this.#facts));
    }
  }

  #nextSeq(): number {
    return this.#rev * linesPerStep + this.#messages.length;
  }
}

const later = (one: Date | null, other: Date): Date => (one !== null && one > other ? one : other);

const dialogOf = (result: FoldResult, requestId: string | null): OpenDialog | undefined =>
  requestId === null
    ? undefined
    : (result.state.dialogs.find((dialog) => dialog.request.requestId === requestId) ??
      result.ended.find((dialog) => dialog.request.requestId === requestId));
