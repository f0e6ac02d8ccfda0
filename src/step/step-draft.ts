import type { Effect, EffectParams } from '../../machines/shared/effects.ts';
import type { Line } from '../../machines/shared/request.ts';
import type { Intent } from '../delivery/outbox-entry.ts';
import { contentHash, shownContent } from '../evidence/content-hash.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { derivedId } from '../shared/ids.ts';
import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';
import type { StepRecord } from '../transcripts/transcript-records.ts';
import { conversationToken, encodeChoiceId } from '../conversations/choice-id.ts';
import type { ClaimedConversation, StepCommit } from './conversation.repository.ts';
import type {
  AnswerSeen,
  ConversationState,
  FoldResult,
  OpenDialog,
  StepFacts,
} from '../conversations/conversation-state.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { answerBehind, arrivedWith, withDecision, withLastAnswer, withShown } from './step-answers.ts';
import { decisionOf } from './step-decision.ts';
import { actorOf, effectDetail, inputType } from './step-labels.ts';
import type { StepOutput } from './step-output.ts';
import { RequestChanges } from './step-request-changes.ts';
import type { StepContext } from './step-context.ts';
import { withShownConsent } from './step-consents.ts';
import { StepMessages } from './step-messages.ts';
import { StepSideEffects } from './step-side-effects.ts';

/** Collects what one step does. Only computes: nothing here reads a clock or touches storage. */
export class StepDraft {
  state: ConversationState;
  readonly #doc: ClaimedConversation;
  readonly #facts: StepFacts;
  readonly #context: StepContext;
  readonly #rev: number;
  readonly #applied: string[] = [];
  readonly #messages: StepMessages;
  readonly #arrived: string[] = [];
  readonly #changes: RequestChanges;
  readonly #decisions: StepOutput['decisions'][number][] = [];
  readonly #forwards: StepOutput['forwards'][number][] = [];
  readonly #readdressed: StepOutput['readdressed'][number][] = [];
  readonly #side: StepSideEffects;
  readonly #inputs: { id: string; type: string }[] = [];
  readonly #effects: StepRecord['effects'][number][] = [];
  #answer: Omit<AnswerSeen, 'shown'> | null = null;

  constructor(doc: ClaimedConversation, facts: StepFacts, context: StepContext, now: Date) {
    this.#doc = doc;
    this.#facts = facts;
    this.#context = context;
    this.#rev = doc.rev + 1;
    this.state = doc.state;
    this.#messages = new StepMessages(doc, facts, context, now);
    this.#side = new StepSideEffects(doc, facts);
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
    const line = this.#messages.noteInbound(inputId, unit, at, windowExpiresAt);
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
    this.#messages.push({
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
    const touched = result.effects.find((scoped) => scoped.requestId !== null)?.requestId;
    if (touched) this.#messages.assignLastInbound(touched);
  }

  toCommit(stepId: string): StepCommit {
    const { state } = this;
    const timers = state.dialogs.flatMap((dialog) => dialog.timers.map((timer) => timer.at)).sort();
    const earliest = timers[0];
    const output: StepOutput = {
      conversationId: this.#doc.conversationId,
      rev: this.#rev,
      intents: this.#messages.intents,
      arrived: this.#arrived,
      messages: this.#messages.lines,
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
      ...this.#side.gathered,
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
      ...this.#messages.reach,
      openRequestIds: state.dialogs
        .filter(({ reported }) => reported === undefined)
        .map((dialog) => dialog.request.requestId),
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
        this.#decide(effect.params, requestId, before, result);
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
            ...(effect.params.as === undefined ? {} : { as: effect.params.as }),
          });
        return;
      case 'extendDeadline':
        if (requestId !== null) this.#changes.extended(requestId, effect.params);
        return;
      default:
        // Timers, language and locks are part of the state the fold returned.
        this.#side.apply(effect, {
          requestId,
          dialog: dialogOf(result, requestId),
          state: this.state,
          answer: this.#answer,
        });
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
      values: {
        ...params.values,
        ...this.#linkFor(params, dialog),
        ...statementOf(dialog, this.#facts, this.state.lockedAccounts),
      },
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
    const intent = this.#messages.push({
      rendered: withAttachment(rendered, params, dialog),
      prompt: params.prompt,
      class: params.class,
      requestId,
      promptNumber,
      author: 'bot',
      holds: !repliesToPerson,
      requestExpiresAt: dialog?.extended?.expiresAt ?? dialog?.request.expiresAt ?? null,
      ...(params.suppressed === undefined ? {} : { suppressed: params.suppressed }),
    });
    const noticeVersion = this.#facts.privacyNotice?.version ?? null;
    this.state = withShownConsent(this.state, params.prompt, {
      rendered,
      intentId: intent.id,
      noticeVersion,
    });
    if (requestId !== null && promptNumber !== null)
      this.#remember(requestId, promptNumber, intent, rendered);
  }

  /** A link of this prompt alone: showing the prompt again makes another one. */
  #linkFor({ link }: EffectParams['sendPrompt'], dialog: OpenDialog | undefined): { uploadUrl?: string } {
    if (link === undefined || dialog === undefined) return {};
    const { requestId, expiresAt } = dialog.request;
    const { url, tokenHash } = this.#context.uploadLink(requestId, this.#messages.nextNumber);
    this.#side.noteUploadLink({
      tokenHash,
      requestId,
      expiresAt: dialog.extended?.expiresAt ?? expiresAt,
      at: this.#facts.now,
    });
    return { uploadUrl: url };
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

  #decide(
    { result: outcome, corrects = false }: EffectParams['recordDecision'],
    requestId: string | null,
    before: ConversationState,
    result: FoldResult,
  ): void {
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
      address: this.#messages.address,
      language: before.language,
      n: this.#decisions.length,
      corrects: corrects ? (asked.decisionId ?? null) : null,
    });
    this.#decisions.push(decision);
    this.#changes.decided(decision);
    this.state = withDecision(this.state, decision.requestId, decision.id);
  }

  /** Answers given so far are visible to the business before the request ends. */
  #noteViews(result: FoldResult, input: ConversationInput): void {
    const touched = new Set(result.effects.map((scoped) => scoped.requestId));
    for (const dialog of [...result.state.dialogs, ...result.ended]) {
      const { requestId } = dialog.request;
      if (!touched.has(requestId)) continue;
      this.#changes.seen(requestId, this.#context.view(dialog), actorOf(input, this.#facts));
      if (dialog.reported !== undefined && dialog.decisionId !== undefined)
        this.#changes.amends(requestId, dialog.decisionId);
    }
  }
}

/** The request's own document, where the prompt hands it over. */
const withAttachment = (
  rendered: RenderedPrompt,
  { attach }: EffectParams['sendPrompt'],
  dialog: OpenDialog | undefined,
): RenderedPrompt => {
  const document = dialog?.request.document ?? null;
  if (attach === undefined || document === null) return rendered;
  return { ...rendered, document: { link: document.link, filename: document.filename } };
};

const dialogOf = (result: FoldResult, requestId: string | null): OpenDialog | undefined =>
  requestId === null
    ? undefined
    : (result.state.dialogs.find((dialog) => dialog.request.requestId === requestId) ??
      result.ended.find((dialog) => dialog.request.requestId === requestId));

/** A report without a file of its own is told as the accounts stand: as last reported. */
const statementOf = (
  dialog: OpenDialog | undefined,
  { contact }: StepFacts,
  locked: readonly string[] = [],
): { lines?: Line[] } => {
  if (dialog?.request.variant !== 'report' || dialog.request.lines.length > 0) return {};
  const { customerRef, accountNo } = dialog.request;
  const accounts = (contact?.accounts ?? []).filter(
    (account) =>
      account.customerRef === customerRef &&
      !locked.includes(account.accountNo) &&
      (accountNo === null || account.accountNo === accountNo),
  );
  return { lines: accounts.flatMap(({ lines }) => [...lines]) };
};
