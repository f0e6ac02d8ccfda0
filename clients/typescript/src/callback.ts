import type { components, paths } from './generated/openapi.ts';

type Schemas = components['schemas'];
type Statement = paths['/v1/statements']['get']['responses'][200]['content']['application/json'];

/** Of calls about a person. */
interface AboutContact {
  conversationId: string;
  contactRef: string;
  customerRefs: string[];
  /** Null: it is about no request. */
  requestId: string | null;
  reference: string | null;
}
type AboutAccount = AboutContact & { account_no?: string };
type NumberNews = AboutContact & {
  reason?: string;
  previousPhone?: string | null;
  phone?: string | null;
  previousUserId?: string | null;
  userId?: string | null;
};
interface ChannelNews {
  channelId: string;
  code: string;
  since: string;
}
interface BudgetNews {
  month: string;
  spent: string;
  budget: string;
  currency: string;
}

/** Data of each type of call (docs/api.md, callbacks). Ids and states: what people wrote stays with the product. */
interface CallbackData {
  'request.closed': { request: Schemas['Request'] };
  'request.updated': { request: Schemas['Request'] };
  'message.failed': {
    messageId: string;
    conversationId: string;
    requestId: string | null;
    reason: string;
  };
  'channel.held': ChannelNews;
  'channel.resumed': ChannelNews;
  'trigger.acted': {
    trigger: string;
    version: number;
    name: string;
    eventId: string;
    type: string;
    customerRef: string | null;
  };
  'budget.warned': BudgetNews;
  'budget.exhausted': BudgetNews;
  'statement.daily': Omit<Statement, 'data' | 'nextCursor'> & {
    requests: Schemas['StatementLine'][];
    more: boolean;
  };
  'callback.test': object;
  'task.escalated': {
    taskId: string;
    reason: string;
    requestId: string | null;
    conversationId: string | null;
    owner: string | null;
    dueAt: string;
    escalations: number;
  };
  'contact.opted_out': AboutContact;
  'contact.opted_in': AboutContact;
  'contact.wrong_recipient': AboutContact;
  'contact.verification_requested': AboutContact & { code: string; expiresAt: string };
  'contact.verified': AboutContact;
  'contact.number_changed': NumberNews;
  'contact.identity_changed': NumberNews;
  'statement.requested': AboutAccount;
  'document.requested_by_customer': AboutContact;
  'movement.disputed': AboutAccount;
  'alerts.muted': AboutAccount;
  'transaction.denied': AboutAccount;
  'privacy.request_received': AboutContact & { kind: string };
}

export type CallbackType = keyof CallbackData;

/** All of them, so that one of a later version can be told apart. */
const types: { readonly [Type in CallbackType]: true } = {
  ...{ 'request.closed': true, 'request.updated': true, 'message.failed': true },
  ...{ 'channel.held': true, 'channel.resumed': true, 'trigger.acted': true },
  ...{ 'budget.warned': true, 'budget.exhausted': true, 'statement.daily': true },
  ...{ 'callback.test': true, 'task.escalated': true },
  ...{ 'contact.opted_out': true, 'contact.opted_in': true, 'contact.wrong_recipient': true },
  ...{ 'contact.verification_requested': true, 'contact.verified': true },
  ...{ 'contact.number_changed': true, 'contact.identity_changed': true },
  ...{ 'statement.requested': true, 'document.requested_by_customer': true },
  ...{ 'movement.disputed': true, 'alerts.muted': true, 'transaction.denied': true },
  'privacy.request_received': true,
};
export const callbackTypes: readonly string[] = Object.keys(types);

interface Called {
  /** The same for every attempt: a call whose id was worked is dropped. */
  id: string;
  /** When it happened; RFC 3339, UTC. */
  timestamp: string;
}

/** A call of a type that is known here. */
export type KnownCallback = {
  [Type in CallbackType]: Called & { type: Type; data: CallbackData[Type] };
}[CallbackType];

/** A call of a later version: answer it with 2xx and pass over it. */
export interface UnknownCallback extends Called {
  type: 'unknown';
  typeName: string;
  data: unknown;
}

export type Callback = KnownCallback | UnknownCallback;

/** Takes what was signed at its word: the product writes nothing else (docs/api.md). */
export const callbackOf = (id: string, said: { type: string; timestamp: string; data: unknown }): Callback =>
  callbackTypes.includes(said.type)
    ? ({ id, ...said } as KnownCallback)
    : { id, type: 'unknown', typeName: said.type, timestamp: said.timestamp, data: said.data };
