import { randomBytes } from 'node:crypto';
import type { Contact } from '../customers/customer.ts';
import type { IdentityRepository } from '../customers/identity.repository.ts';
import type { InputToSubmit, SubmitInput } from '../inbox/submit-input.ts';
import { fourEyesOf } from '../requests/four-eyes.ts';
import type { OpenRequest } from '../requests/request-store.ts';
import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId } from '../shared/ids.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { RequestContent } from '../vocabulary/request-content.ts';
import { refusalOf, type Refusal } from './admit-request.ts';
import { withheldTask, type EventTask } from './event-task.ts';
import { replacedBy } from './replaced-requests.ts';
import type { ActingRule, ActingRules } from './rule-action.ts';

export interface EventRequestParts {
  requests: RequestWorkRepository;
  identities: IdentityRepository;
  rules: Pick<ActingRules, 'load'>;
  contactIdOf(tenantId: string, contactRef: string): Promise<string | null>;
  channelOf(tenantId: string): Promise<string>;
  /** Work for staff, once per task id. */
  openTask(tenantId: string, task: EventTask): Promise<void>;
  /** An open case of the compliance compartment names this transaction. */
  isUnderReview(tenantId: string, transactionRef: string): Promise<boolean>;
  submitInput: SubmitInput;
  clock: Clock;
}

/** What is asked of whom. */
export interface Asked {
  content: RequestContent;
  contact: Contact;
}

/** May it be asked, and of which person? */
export interface Admission {
  refusal: Refusal | null;
  contactId: string | null;
}

/** Requests of events: opened once, and put to their conversations in place of older ones. */
export class EventRequests {
  readonly #parts: EventRequestParts;

  constructor(parts: EventRequestParts) {
    this.#parts = parts;
  }

  async admit(tenantId: string, { content, contact }: Asked, now: Date): Promise<Admission> {
    const [refusal, contactId] = await Promise.all([
      refusalOf(this.#parts, tenantId, content, contact.ref, now),
      this.#parts.contactIdOf(tenantId, contact.ref),
    ]);
    return { refusal, contactId };
  }

  /** The conversation of the person; null: the contact is nobody we can write to. */
  async conversationOf(
    tenantId: string,
    { contactId }: Pick<Admission, 'contactId'>,
  ): Promise<string | null> {
    const channelId = await this.#parts.channelOf(tenantId);
    if (contactId === null) return null;
    const person = await this.#parts.identities.openConversation(tenantId, channelId, contactId);
    return person?.conversationId ?? null;
  }

  async open(
    tenantId: string,
    { content, contact }: Asked,
    { conversationId, now, rule }: { conversationId: string; now: Date; rule: ActingRule | null },
  ): Promise<OpenRequest> {
    const [stored] = await this.#parts.requests.open([
      {
        tenantId,
        content,
        token: randomBytes(16).toString('base64url'),
        contactRef: contact.ref,
        conversationId,
        createdAt: now,
        ...(rule === null ? {} : { rule }),
      },
    ]);
    if (stored === undefined) throw new Error('the request was not stored');
    return stored;
  }

  /** Puts the request to its conversation, in place of older ones about the same thing. */
  async ask(tenantId: string, opened: OpenRequest): Promise<void> {
    const requestId = opened.content.requestId;
    const [{ newest, older }, isWithheld] = await Promise.all([
      replacedBy(this.#parts, tenantId, opened),
      this.#withhold(tenantId, opened),
    ]);
    const fourEyes = fourEyesOf(opened.content);
    const inputs = [
      inputFor(opened.conversationId, {
        type: 'request',
        id: derivedId('in', 'request', requestId),
        request: opened.content,
        token: opened.token,
        forwardedFrom: null,
        ...(fourEyes === undefined ? {} : { fourEyes }),
        ...(isWithheld ? { isWithheld: true as const } : {}),
      }),
      ...older.map((one) =>
        inputFor(one.conversationId, {
          type: 'command',
          id: derivedId('in', 'supersede', one.requestId, newest?.requestId ?? requestId),
          command: { type: 'supersede', requestId: one.requestId, by: 'system' },
        }),
      ),
    ];
    await this.#parts.submitInput(tenantId, ...inputs);
  }

  /**
   * A question about a transaction of an open case is forbidden, and that there is a case is nobody's to learn (domain 6.3-e, i):
   * it is opened, recorded and ended like any other, and never said. The compartment is told.
   */
  async #withhold(tenantId: string, { content }: OpenRequest): Promise<boolean> {
    const { isUnderReview, openTask, clock } = this.#parts;
    if (content.variant !== 'verification') return false;
    if (!(await isUnderReview(tenantId, content.reference))) return false;
    await openTask(tenantId, withheldTask(tenantId, content, clock.now()));
    return true;
  }
}

const inputFor = (conversationId: string, input: ConversationInput): InputToSubmit => ({
  id: input.id,
  conversationId,
  body: { from: 'system', input },
});
