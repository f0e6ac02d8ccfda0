import {
  aButtonTap,
  aListTap,
  aMessage,
  aTemplateTap,
  aTextMessage,
  type WebhookFacts,
} from './meta-webhook.ts';
import type { World } from './world.ts';

/** What the mock platform was asked to send, newest last, in the words of a reader. */
export interface SentMessage {
  to: string | null;
  kind: 'template' | 'buttons' | 'list' | 'text' | 'document' | 'other';
  text: string;
  template: string | null;
  language: string | null;
  choices: { id: string; title: string }[];
  messageId: string;
}

type Body = Record<string, unknown>;
const at = (value: unknown, ...path: (string | number)[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Body | undefined)?.[key as string], value);
const list = (value: unknown): Body[] => (Array.isArray(value) ? (value as Body[]) : []);

export const sentMessages = (world: Pick<World, 'graph'>): SentMessage[] =>
  world.graph.messages.map(({ body, to, messageId }) => {
    const type = String(body.type);
    if (type === 'template') {
      const components = list(at(body, 'template', 'components'));
      const parameters = components
        .filter((one) => one.type === 'body')
        .flatMap((one) => list(one.parameters));
      return {
        to,
        messageId,
        kind: 'template',
        template: String(at(body, 'template', 'name')),
        language: String(at(body, 'template', 'language', 'code')),
        text: parameters.map((one) => String(one.text)).join(' | '),
        choices: components
          .filter((one) => one.type === 'button')
          .map((one) => ({ id: String(at(list(one.parameters)[0], 'payload')), title: '' })),
      };
    }
    const base = { to, messageId, template: null, language: null };
    if (type === 'text')
      return { ...base, kind: 'text', text: String(at(body, 'text', 'body')), choices: [] };
    if (type === 'document')
      return { ...base, kind: 'document', text: String(at(body, 'document', 'caption')), choices: [] };
    if (type !== 'interactive') return { ...base, kind: 'other', text: '', choices: [] };
    const text = String(at(body, 'interactive', 'body', 'text'));
    if (at(body, 'interactive', 'type') === 'list') {
      const rows = list(at(body, 'interactive', 'action', 'sections')).flatMap((section) =>
        list(section.rows),
      );
      return {
        ...base,
        kind: 'list',
        text,
        choices: rows.map(({ id, title }) => ({ id: String(id), title: String(title) })),
      };
    }
    const buttons = list(at(body, 'interactive', 'action', 'buttons'));
    return {
      ...base,
      kind: 'buttons',
      text,
      choices: buttons.map((one) => ({
        id: String(at(one, 'reply', 'id')),
        title: String(at(one, 'reply', 'title')),
      })),
    };
  });

/** The last message to a number. */
export const lastTo = (world: Pick<World, 'graph'>, phone: string): SentMessage => {
  const digits = phone.replace(/\D/g, '');
  const found = sentMessages(world).findLast(({ to }) => (to ?? '').replace(/\D/g, '') === digits);
  if (found === undefined) throw new Error(`nothing was sent to ${phone}`);
  return found;
};

/** Id of the button whose choice is `choice` (`agreed`, `confirmed`, `choseUnit:HAS` …) in a message. */
export const choiceOf = (message: SentMessage, choice: string): string => {
  const found = message.choices.find(({ id }) => id.split('.').slice(2).join('.') === choice);
  if (found === undefined)
    throw new Error(`no choice ${choice} among ${message.choices.map(({ id }) => id).join(', ')}`);
  return found.id;
};

/** One person on WhatsApp: what they see and do. */
export interface Person {
  /** E.164 with `+`. */
  phone: string;
  /** Customer and contact in the books; null: a stranger. */
  customerRef: string | null;
  contactRef: string | null;
  /** The last message they got. */
  sees(): SentMessage;
  /** Everything they got, oldest first. */
  got(): SentMessage[];
  /** Taps the button `choice` of a message (the last one unless given) and lets everything happen. */
  taps(choice: string, on?: SentMessage): Promise<void>;
  /** Taps something with exactly this id. */
  tapsId(id: string): Promise<void>;
  writes(text: string, facts?: Partial<WebhookFacts>): Promise<void>;
  /** A message of any other type: `{ type: 'audio', audio: {…} }`. */
  sends(content: object, facts?: Partial<WebhookFacts>): Promise<void>;
  /** A photo or a document with these bytes; answers when it was fetched and checked. */
  sendsFile(file: SentFile, facts?: Partial<WebhookFacts>): Promise<void>;
}

export interface SentFile {
  content: Buffer;
  mimeType: string;
  filename?: string;
  caption?: string;
}

export const personAt = (
  world: World,
  phone: string,
  refs: { customerRef: string; contactRef: string } | null = null,
): Person => {
  const facts = (): WebhookFacts => ({ from: phone.replace(/\D/g, ''), at: world.clock.now() });
  const deliver = async (body: object): Promise<void> => {
    const status = await world.webhook(body);
    if (status !== 200) throw new Error(`the webhook was answered with ${status}`);
    await world.settle();
  };
  const got = (): SentMessage[] => {
    const digits = phone.replace(/\D/g, '');
    return sentMessages(world).filter(({ to }) => (to ?? '').replace(/\D/g, '') === digits);
  };
  const sees = (): SentMessage => lastTo(world, phone);
  return {
    phone,
    customerRef: refs?.customerRef ?? null,
    contactRef: refs?.contactRef ?? null,
    sees,
    got,
    taps: (choice, on = sees()) => {
      const tap = { ...facts(), id: choiceOf(on, choice), title: choice, replyTo: on.messageId };
      if (on.kind === 'template') return deliver(aTemplateTap(tap));
      return deliver(on.kind === 'list' ? aListTap(tap) : aButtonTap(tap));
    },
    tapsId: (id) => deliver(aButtonTap({ ...facts(), id })),
    writes: (text, changed = {}) => deliver(aTextMessage({ ...facts(), text, ...changed })),
    sends: (content, changed = {}) => deliver(aMessage(content, { ...facts(), ...changed })),
    sendsFile: ({ content, mimeType, filename, caption }, changed = {}) => {
      const { id, sha256 } = world.graph.putMedia(content, mimeType);
      const type = mimeType.startsWith('image/') && filename === undefined ? 'image' : 'document';
      const media = {
        id,
        mime_type: mimeType,
        sha256,
        ...(caption === undefined ? {} : { caption }),
        ...(filename === undefined ? {} : { filename }),
      };
      return deliver(aMessage({ type, [type]: media }, { ...facts(), ...changed }));
    },
  };
};

let customers = 0;
let contacts = 0;

/** A number nobody else in this file has; the demo tenant's numbers end below 2000. */
export const newPhone = (): string => {
  contacts += 1;
  return `+90500000${2_000 + contacts}`;
};

export interface ContactFacts {
  language?: 'tr' | 'en' | 'ar';
  roles?: string[];
  canBind?: boolean;
  limits?: { unit: string; quantity: string }[];
}

/** A customer of their own with these contacts (one who may bind unless told otherwise), so that tests do not meet. */
export const newPeople = async (world: World, wanted: readonly ContactFacts[] = [{}]): Promise<Person[]> => {
  customers += 1;
  const customerRef = `T${String(customers).padStart(3, '0')}`;
  const made = wanted.map((facts, index) => ({
    ref: `${customerRef}-${index + 1}`,
    name: `Deneme Kişi ${index + 1}`,
    phone: newPhone(),
    language: facts.language ?? 'tr',
    roles: facts.roles ?? ['all'],
    canBind: facts.canBind ?? true,
    ...(facts.limits === undefined ? {} : { limits: facts.limits }),
  }));
  const answer = await world.api.put(`/v1/customers/${customerRef}`, {
    name: `Deneme ${customerRef} Ltd.`,
    contacts: made,
  });
  if (answer.status >= 300) throw new Error(`customer refused: ${JSON.stringify(answer.body)}`);
  return made.map(({ phone, ref }) => personAt(world, phone, { customerRef, contactRef: ref }));
};

export const newPerson = async (world: World, facts: ContactFacts = {}): Promise<Person> =>
  (await newPeople(world, [facts]))[0] as Person;

/** A request as the API shows it; only what tests look at. */
export interface ShownRequest {
  id: string;
  status: string;
  outcome: string | null;
  version: number;
  contactRef: string | null;
  lines: { unit: string; answer: string | null; own: { quantity: string; side: string } | null }[];
  reason: string | null;
  dueAt: string;
  expiresAt: string;
  closedAt: string | null;
  decision: { id: string; contactRef: string; messageId: string } | null;
  history: { at: string; what: string; by: string }[];
}

/** Posts an event and lets everything happen; answers the request that came of it. */
export const report = async (world: World, event: Record<string, unknown>): Promise<ShownRequest> => {
  const answer = await world.api.post('/v1/events', event);
  if (answer.status !== 202) throw new Error(`event refused: ${JSON.stringify(answer.body)}`);
  await world.settle();
  return requestOf(world, event);
};

/** The request of an event, as it stands now. */
export const requestOf = async (world: World, event: Record<string, unknown>): Promise<ShownRequest> => {
  const { body } = await world.api.get(`/v1/requests?eventId=${String(event.event_id)}`);
  const [request] = body.data as ShownRequest[];
  if (request === undefined) throw new Error(`no request of ${String(event.event_id)}`);
  return request;
};

export const whatHappened = ({ history }: ShownRequest): string[] => history.map(({ what }) => what);

/** A line of a conversation as the API shows it. */
export interface ShownMessage {
  id: string;
  direction: string;
  kind: string;
  text: string;
  choices: { id: string; title: string }[];
  author: string;
  providerMessageId: string | null;
  status: string;
  statuses: { status: string; at: string; error: unknown }[];
  requestId: string | null;
  at: string;
}

export const conversationOf = async (
  world: World,
  contactRef: string,
): Promise<{
  id: string;
  windowExpiresAt: string | null;
  openRequestIds: string[];
  contactRef: string | null;
  channelId: string;
}> => {
  const { body } = await world.api.get(`/v1/conversations?contact=${contactRef}`);
  if (body.data.length !== 1) throw new Error(`${body.data.length} conversations of ${contactRef}`);
  return body.data[0];
};

export const transcriptOf = async (world: World, contactRef: string): Promise<ShownMessage[]> => {
  const { id } = await conversationOf(world, contactRef);
  return (await world.api.get(`/v1/conversations/${id}/transcript?format=json`)).body.messages;
};
