import type { Binary } from 'mongodb';
import { messageStatusOf } from '../../delivery/message-status.ts';
import { saidAs } from '../../delivery/said-as.ts';
import type { Intent } from '../../delivery/outbox-entry.ts';
import type { InboxBody } from '../../inbox/inbox.repository.ts';
import { derivedId, type ConversationId, type RequestId, type TenantId } from '../../shared/ids.ts';
import { recordingIdOf } from '../../step/keep-recording.ts';
import { arrivalLine, isArrival } from '../../step/arrival-line.ts';
import { noDetails, type LineDetails } from '../../transcripts/line-details.ts';
import type { MessageRecord } from '../../transcripts/message.repository.ts';
import type { MessageLine } from '../../transcripts/transcript-records.ts';
import type { Vault } from '../vault.ts';
import type { InboxDocument } from './mongo-inbox-repository.ts';
import { openIntentBody } from './intent-body.ts';
import { providerIdOf, type OutboxDocument } from './outbox-document.ts';

/** A line with its place in its conversation. */
export interface PlacedLine {
  seq: number;
  record: MessageRecord;
  /** Of a message of a person: the number of ours it came to. */
  channelId?: string;
  /** The documents its file becomes where it is fetched, the one to be shown first. */
  documentIds?: readonly string[];
}

/** As earlier releases stored a line. */
export type MessageDocument = Pick<
  MessageLine,
  'conversationId' | 'direction' | 'kind' | 'author' | 'seq' | 'requestId'
> & {
  _id: string;
  tenantId: string;
  at: Date;
  body: Binary;
};

/** What a line that was sent needs to know about its intent. */
export const sendingFields = {
  tenantId: 1,
  state: 1,
  outcome: 1,
  attempt: 1,
  statuses: 1,
  provider: 1,
  body: 1,
  sentAs: 1,
  reason: 1,
} as const;

export type Sending = Pick<OutboxDocument, '_id' | keyof typeof sendingFields>;

/** What came in, or stands there for what staff wrote on the telephone: its entry in the inbox. */
export const lineOfInbox = (document: InboxDocument, vault: Vault): PlacedLine | null => {
  const { _id, tenantId, conversationId, line: seq, at, requestId, body } = document;
  const opened = vault.open<InboxBody>(tenantId, 'inbox', _id, 'body', body);
  if (conversationId === null || seq === undefined || at === undefined) return null;
  if (opened.from !== 'webhook' || !isArrival(opened.unit)) return null;
  const { id, kind, text, choices, providerMessageId, direction, author, status, details } = arrivalLine(
    opened.unit,
    { inputId: _id, conversationId, at, seq },
  );
  return {
    seq,
    channelId: document.channelId,
    ...(details.file === null ? {} : { documentIds: [recordingIdOf(_id), derivedId('fil', _id)] }),
    record: {
      ...idsOf({ tenantId, conversationId, requestId: requestId ?? null }),
      ...{ id, kind, choices, at, providerMessageId, direction, author, status, details },
      text: text === '' ? null : text,
      statuses: [],
    },
  };
};

/** A message of ours: its intent in the outbox. */
export const lineOfOutbox = (document: OutboxDocument, vault: Vault): PlacedLine | null => {
  const { _id, tenantId, conversationId, requestId, seq, at, body } = document;
  if (at === undefined) return null;
  const intent = openIntentBody(vault, tenantId, _id, body);
  const { author } = intent;
  const rendered = saidAs({ rendered: intent.rendered, withoutDocument: document.withoutDocument ?? false });
  return {
    seq,
    record: {
      ...idsOf({ tenantId, conversationId, requestId }),
      id: _id,
      direction: 'out',
      kind: document.sentAs === 'template' ? 'template' : rendered.kind,
      text: textSent(rendered, document.sentAs),
      choices: rendered.choices.map(({ id, title }) => ({ id, title })),
      author,
      at,
      providerMessageId: providerIdOf(document, vault),
      status: messageStatusOf(document),
      statuses: statusesOf(document, at),
      details: rendered.document === null ? noDetails : { ...noDetails, file: fileOf(rendered.document) },
      ...heldOf(document),
    },
  };
};

const mimeTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** Nobody names its type: a telephone goes by its name. */
const fileOf = ({
  filename,
  sha256,
  bytes,
}: NonNullable<Intent['rendered']['document']>): NonNullable<LineDetails['file']> => ({
  ...{ documentId: null, filename },
  mimeType:
    mimeTypes[filename.slice(filename.lastIndexOf('.') + 1).toLowerCase()] ?? 'application/octet-stream',
  ...(sha256 === undefined ? {} : { sha256 }),
  ...(bytes === undefined ? {} : { size: bytes }),
});

const heldOf = ({ settled, heldUntil, heldFor, plan }: OutboxDocument): Pick<MessageRecord, 'held'> => {
  if (settled || heldUntil === null) return {};
  const out = heldFor === 'template' ? plan?.template : undefined;
  return {
    held: { reason: heldFor ?? 'unknown', until: heldUntil, ...(out === undefined ? {} : { template: out }) },
  };
};

/** The words that went out: a template may have its own. */
const textSent = (
  { text, template }: Intent['rendered'],
  sentAs: OutboxDocument['sentAs'],
): string | null => {
  const sent = sentAs === 'template' ? (template?.text ?? text) : text;
  return sent === '' ? null : sent;
};

/** A line of its own, with what became of it where it was sent. */
export const lineOfMessage = (
  line: MessageDocument,
  entry: Sending | undefined,
  vault: Vault,
): PlacedLine => {
  const { _id: id, tenantId, conversationId, requestId, direction, author, at, seq } = line;
  const body = vault.open<Pick<MessageLine, 'text' | 'choices' | 'providerMessageId'>>(
    tenantId,
    'messages',
    id,
    'body',
    line.body,
  );
  return {
    seq,
    record: {
      ...idsOf({ tenantId, conversationId, requestId }),
      ...{ id, direction, author, at },
      kind: entry?.sentAs === 'template' ? 'template' : line.kind,
      text: body.text === '' ? null : body.text,
      choices: body.choices,
      providerMessageId: (entry === undefined ? null : providerIdOf(entry, vault)) ?? body.providerMessageId,
      // The line was stored with the step, its intent a moment later.
      status: direction === 'in' ? 'received' : entry === undefined ? 'pending' : messageStatusOf(entry),
      statuses: entry === undefined ? [] : statusesOf(entry, at),
      details: noDetails,
    },
  };
};

/** Ids in the database are ours: the brands only name what they are. */
const idsOf = (ids: {
  tenantId: string;
  conversationId: string;
  requestId: string | null;
}): Pick<MessageRecord, 'tenantId' | 'conversationId' | 'requestId'> => ({
  tenantId: ids.tenantId as TenantId,
  conversationId: ids.conversationId as ConversationId,
  requestId: ids.requestId as RequestId | null,
});

const statusesOf = (
  entry: Pick<OutboxDocument, 'statuses' | 'outcome' | 'reason'>,
  at: Date,
): MessageRecord['statuses'] => [
  ...entry.statuses.map((fact) => ({
    status: fact.status,
    at: fact.at,
    error: fact.error === null ? null : String(fact.error.code),
  })),
  // Why something was not sent stands beside the line (docs/architecture.md, Delivery).
  ...(entry.outcome === 'suppressed' || entry.outcome === 'cancelled'
    ? [{ status: 'suppressed', at, error: entry.reason }]
    : []),
];
