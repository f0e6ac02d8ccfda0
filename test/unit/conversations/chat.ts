import type { Choice, EffectParams } from '../../../machines/shared/effects.ts';
import { encodeChoiceId } from '../../../src/conversations/choice-id.ts';
import { standingOfConversation } from '../../../src/conversations/conversation-standing.ts';
import { newConversationState } from '../../../src/conversations/conversation-state.ts';
import type {
  ConversationState,
  FoldInput,
  FoldResult,
  PromptDelivery,
  StepFacts,
} from '../../../src/conversations/conversation-state.ts';
import type { AccountFacts, ContactFacts } from '../../../src/vocabulary/contact-facts.ts';
import type { ConversationInput, StaffCommand } from '../../../src/vocabulary/conversation-input.ts';
import { viewDialog } from '../../../src/conversations/dialog-snapshots.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { withDecision, withShown } from '../../../src/step/step-answers.ts';
import type { InboundMessage } from '../../../src/understanding/typed-reply.ts';
import type { InboundContent } from '../../../src/vocabulary/inbound-unit.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { derivedId } from '../../../src/shared/ids.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import type { RenderedPrompt } from '../../../src/vocabulary/rendered-prompt.ts';

export const aContact = (over: Partial<ContactFacts> = {}): ContactFacts => ({
  ref: 'C002-1',
  name: 'Bora Hayalci',
  roles: ['all'],
  canBind: true,
  limits: [],
  customerRefs: ['C002'],
  ...over,
});

export const aLetter = (over: Partial<RequestContent> = {}): RequestContent => ({
  requestId: 'req_letter',
  kind: 'reconciliation',
  variant: 'letter',
  eventId: 'evt_1002',
  reference: 'MUT-2026-10-C002',
  version: 1,
  customerRef: 'C002',
  accountNo: '120.01.0002',
  lines: [
    { unit: 'HAS', quantity: '3180.075', side: 'B' },
    { unit: 'USD', quantity: '12450.00', side: 'A' },
    { unit: 'EUR', quantity: '2000.00', side: 'B' },
    { unit: 'PCS_CEYREK', quantity: '48', side: 'A' },
  ],
  dueAt: '2026-12-08T20:59:59.000Z',
  expiresAt: '2026-12-23T20:59:59.000Z',
  reminders: ['2026-11-26T06:00:00.000Z', '2026-12-02T06:00:00.000Z'],
  details: {},
  document: null,
  ...over,
});

export const anApproval = (over: Partial<RequestContent> = {}): RequestContent =>
  aLetter({
    requestId: 'req_approval',
    kind: 'approval',
    variant: 'transaction',
    eventId: 'evt_1010',
    reference: 'ONY-3107',
    lines: [{ unit: 'HAS', quantity: '500.000', side: 'B' }],
    dueAt: '2026-11-25T11:00:00.000Z',
    expiresAt: '2026-11-25T11:00:00.000Z',
    reminders: [],
    ...over,
  });

export const anInvoice = (over: Partial<RequestContent> = {}): RequestContent =>
  anApproval({
    requestId: 'req_invoice',
    variant: 'invoice',
    eventId: 'evt_1006',
    reference: 'ORN2026000000417',
    ...over,
  });

export const aDocument = (over: Partial<RequestContent> = {}): RequestContent =>
  aLetter({
    requestId: 'req_document',
    kind: 'document',
    variant: 'document',
    eventId: 'evt_1012',
    reference: 'BLG-2044',
    accountNo: null,
    lines: [],
    details: { request_id: 'BLG-2044', document_code: 'vergi_levhasi', due_date: '2026-12-07' },
    reminders: [],
    ...over,
  });

export const aNotice = (
  variant: 'report' | 'movement' | 'payment' | 'difference' | 'verification' | 'deadline',
  over: Partial<RequestContent> = {},
): RequestContent =>
  aLetter({
    requestId: `req_${variant}`,
    kind: 'notice',
    variant,
    eventId: `evt_${variant}`,
    reference: `REF-${variant}`,
    lines: [{ unit: 'TRY', quantity: '1500.00', side: 'A' }],
    reminders: [],
    ...over,
  });

export const aFeedback = (over: Partial<RequestContent> = {}): RequestContent =>
  aLetter({
    requestId: 'req_feedback',
    kind: 'feedback',
    variant: 'feedback',
    eventId: 'evt_1015',
    reference: 'INT-1',
    accountNo: null,
    lines: [],
    reminders: [],
    ...over,
  });

export const anAccount = (over: Partial<AccountFacts> = {}): AccountFacts => ({
  customerRef: 'C002',
  accountNo: '120.01.0002',
  lines: [
    { unit: 'HAS', quantity: '3180.075', side: 'B' },
    { unit: 'USD', quantity: '12450.00', side: 'A' },
  ],
  asOf: '2026-11-23T06:00:00.000Z',
  movements: [],
  ...over,
});

interface Sent extends Omit<EffectParams['sendPrompt'], 'class'> {
  requestId: string | null;
  promptNumber: number;
}

/** A conversation played against the real fold and the real phrase list; each input lets some time pass. */
export class Chat {
  state: ConversationState = newConversationState('tr');
  contact: ContactFacts | null;
  /** What the step looks up beside the contact. */
  facts: Pick<StepFacts, 'freshCode' | 'privacyNotice' | 'outside' | 'unsaid'> = { freshCode: '123456' };
  /** How each prompt fared, by intent: handed over at once unless a test says otherwise. */
  deliveries: Record<string, PromptDelivery> = {};
  /** The keys of whoever writes; the number of the books while nobody says otherwise. */
  keys: { phone: string | null; userId: string | null } | null = null;
  /** Of the telephone they write from; null: the platform names none. */
  telephoneKey: string | null = null;
  now: number;
  last: FoldResult | null = null;
  /** Every prompt ever sent, in order. */
  readonly sent: Sent[] = [];
  /** Every prompt as the person saw it, in the same order. */
  readonly seen: RenderedPrompt[] = [];
  readonly results: FoldResult[] = [];
  readonly #fold: FoldInput;
  #count = 0;

  get sender(): { phone: string | null; userId: string | null } {
    return this.keys ?? { phone: this.contact?.phone ?? '+905000000201', userId: null };
  }

  constructor(
    contact: ContactFacts | null = aContact(),
    now = '2026-11-23T07:01:00.000Z',
    fold = makeFoldInput({ readReply, readFigure }),
  ) {
    this.contact = contact;
    this.now = Date.parse(now);
    this.#fold = fold;
  }

  ask(request: RequestContent, forwardedFrom: string | null = null): this {
    return this.#put({
      type: 'request',
      id: this.#id(),
      request,
      token: `tok_${request.requestId}`,
      forwardedFrom,
    });
  }

  type(text: string, over: Partial<InboundMessage> & { quoting?: string; at?: Date | null } = {}): this {
    return this.send({ type: 'text', text }, over);
  }

  /** Types in a row: so soon after the message before. */
  goOn(text: string, over: Partial<InboundMessage> & { quoting?: string } = {}, afterMs = 3_000): this {
    this.now += afterMs - 60_000;
    return this.type(text, over);
  }

  /** Taps a button of the newest prompt that offers it, or of the prompt with this number. */
  tap(choice: string, over: { promptNumber?: number; requestId?: string } = {}): this {
    const [name = '', arg] = choice.split(':');
    const wanted: Choice = arg === undefined ? { choice: name } : { choice: name, arg };
    const offers = ({ choices = [], requestId, promptNumber }: Sent): boolean =>
      choices.some((offered) => offered.choice === wanted.choice && offered.arg === wanted.arg) &&
      (over.promptNumber === undefined || over.promptNumber === promptNumber) &&
      (over.requestId === undefined || over.requestId === requestId);
    const prompt = this.sent.findLast(offers);
    if (!prompt) throw new Error(`no prompt offers ${choice}`);
    const token = prompt.requestId === null ? 'menu' : `tok_${prompt.requestId}`;
    return this.tapId(encodeChoiceId({ token, promptNumber: prompt.promptNumber, choice: wanted }));
  }

  tapId(id: string): this {
    return this.send({ type: 'choice', id, title: 'x', via: 'button' });
  }

  send(content: InboundContent, over: Partial<InboundMessage> & { quoting?: string } = {}): this {
    this.now += 60_000;
    const { quoting, ...rest } = over;
    const message: InboundMessage = {
      kind: 'message',
      messageId: this.#id(),
      at: new Date(this.now),
      sender: { ...this.sender, parentUserId: null, username: null, profileName: null },
      groupId: null,
      replyTo: null,
      forwarded: false,
      ...(this.telephoneKey === null ? {} : { telephoneKey: this.telephoneKey }),
      content,
      ...rest,
    };
    return this.#put({ type: 'message', id: message.messageId, message }, quoting);
  }

  command(command: StaffCommand): this {
    return this.#put({ type: 'command', id: this.#id(), command });
  }

  fireTimer(requestId: string, timer: string, gen?: number): this {
    const current = this.dialog(requestId)?.timers.find((running) => running.timer === timer);
    if (current && gen === undefined) this.now = Math.max(this.now, Date.parse(current.at));
    return this.#put({ type: 'timer', id: this.#id(), requestId, timer, gen: gen ?? current?.gen ?? 0 });
  }

  /** What the check of the file of an earlier message found; the last one unless said otherwise. */
  checked(
    result: 'accepted' | 'refused',
    over: { fileId?: string; requestId?: string | null; reason?: string } = {},
  ): this {
    const fetched = this.#all('fetchFile').at(-1);
    const { fileId = fetched?.fileId ?? 'fil_none', requestId = null, reason = null } = over;
    return this.#put({ type: 'file', id: this.#id(), fileId, requestId, result, reason });
  }

  uploaded(requestId: string, fileIds: readonly string[]): this {
    return this.#put({ type: 'upload', id: this.#id(), requestId, fileIds });
  }

  failDelivery(requestId: string, promptNumber: number, cause?: 'recipient' | 'message'): this {
    const input = { type: 'delivery-failed', id: this.#id(), requestId, promptNumber } as const;
    return this.#put(cause === undefined ? input : { ...input, cause });
  }

  deliverLate(requestId: string, promptNumber = 1): this {
    return this.#put({ type: 'delivered-late', id: this.#id(), requestId, promptNumber });
  }

  wait(ms: number): this {
    this.now += ms;
    return this;
  }

  /** Where the conversation itself stands. */
  get standing() {
    return standingOfConversation(this.state);
  }

  dialog(requestId: string) {
    return this.state.dialogs.find(({ request }) => request.requestId === requestId);
  }

  view(requestId: string) {
    const ended = this.results
      .flatMap((result) => result.ended)
      .findLast(({ request }) => request.requestId === requestId);
    const dialog = this.dialog(requestId) ?? ended;
    if (!dialog) throw new Error(`${requestId} was never open`);
    return viewDialog(dialog);
  }

  /** Keys of the prompts the last input sent. */
  get said(): string[] {
    return this.#lastEffects('sendPrompt').map(({ prompt }) => prompt);
  }

  /** Their texts. */
  get texts(): string[] {
    return this.seen.slice(this.seen.length - this.said.length).map(({ text }) => text);
  }

  /** Effects of one kind over the whole conversation. */
  all<K extends keyof EffectParams>(type: K): EffectParams[K][] {
    return this.#all(type);
  }

  get announced(): string[] {
    return this.#all('announce').map(({ type }) => type);
  }

  /** `<purpose> <action>` of every consent record. */
  get consents(): string[] {
    return this.#all('recordConsent').map(({ purpose, action }) => `${purpose} ${action}`);
  }

  get events(): readonly string[] {
    return this.last?.events ?? [];
  }

  get decisions(): string[] {
    return this.#all('recordDecision').map(({ result }) => result);
  }

  get outcomes(): string[] {
    return this.#all('closeRequest').map(({ outcome }) => outcome);
  }

  get tasks(): string[] {
    return this.#all('openTask').map(({ reason }) => reason);
  }

  get history(): string[] {
    return this.#all('noteHistory').map(({ what }) => what);
  }

  get forwards(): number {
    return this.#all('forwardRequest').length;
  }

  #all<K extends keyof EffectParams>(type: K): EffectParams[K][] {
    return this.results.flatMap((result) => paramsOf(result, type));
  }

  #lastEffects<K extends keyof EffectParams>(type: K): EffectParams[K][] {
    return this.last ? paramsOf(this.last, type) : [];
  }

  /** The id of the file of the message that was put last. */
  get lastFileId(): string {
    return derivedId('fil', `in_${this.#count}`);
  }

  #id(): string {
    this.#count += 1;
    return `in_${this.#count}`;
  }

  #put(input: ConversationInput, quotedRequestId?: string): this {
    const facts = {
      now: new Date(this.now).toISOString(),
      contact: this.contact,
      quotedRequestId: quotedRequestId ?? null,
      deliveries: this.deliveries,
      ...this.facts,
    };
    const result = this.#fold(this.state, input, facts);
    this.state = result.state;
    this.last = result;
    this.results.push(result);
    for (const { requestId, promptNumber, effect } of result.effects)
      if (effect.type === 'sendPrompt' && promptNumber !== null)
        this.#show({ requestId, promptNumber, ...effect.params }, result);
      else if (requestId !== null && effect.type === 'recordDecision')
        this.state = withDecision(this.state, requestId, `dec_${this.#count}`);
    return this;
  }

  /** As the step does: the exact words, and what was on the screen for titles typed later. */
  #show(sent: Sent, { state, ended }: FoldResult): void {
    const { requestId, promptNumber } = sent;
    const dialog = [...state.dialogs, ...ended].findLast(({ request }) => request.requestId === requestId);
    const rendered = renderPrompt({
      prompt: sent.prompt,
      language: state.language,
      values: {
        ...sent.values,
        ...(sent.link === undefined ? {} : { uploadUrl: 'https://example.com/u/x' }),
      },
      choices: sent.choices ?? [],
      request: dialog?.request ?? null,
      contactName: this.contact?.name ?? null,
      company: {
        name: 'Kuyumcukent Altın A.Ş.',
        workingHours: '09:00–18:00',
        privacyUrl: 'https://example.com/privacy',
      },
      timeZone: 'Europe/Istanbul',
      choiceId: (choice) => encodeChoiceId({ token: dialog?.token ?? 'menu', promptNumber, choice }),
    });
    this.sent.push(sent);
    this.seen.push(rendered);
    if (requestId === null) return;
    const { text, choices } = rendered;
    const intentId = `int_${this.sent.length}`;
    this.deliveries[intentId] ??= {
      handedOverAt: new Date(this.now).toISOString(),
      deliveredAt: null,
      sentAs: 'free',
    };
    const shown = { promptNumber, hash: '', intentId, text, choices };
    this.state = withShown(this.state, requestId, shown);
  }
}

const paramsOf = <K extends keyof EffectParams>(result: FoldResult, type: K): EffectParams[K][] =>
  result.effects.flatMap(({ effect }) => (effect.type === type ? [effect.params as EffectParams[K]] : [])); // the type says which
