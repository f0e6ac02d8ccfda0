import { z } from 'zod';
import type { ConversationRepository } from '../conversations/conversation.repository.ts';
import type { InternalNoteRepository } from '../conversations/internal-note.repository.ts';
import type { InternalNote } from '../conversations/internal-note.ts';
import { IdempotencyKeyReused } from '../inbox/idempotency-key-reused.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import { derivedId, randomId, type ConversationId, type TenantId } from '../shared/ids.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import { refuseTellingWords } from '../words/refuse-forbidden-words.ts';
import { colleagueNames } from './colleague-names.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, instantText } from './shape-fields.ts';

/** Somebody wrote a note down: on record before it is stored, without its words. */
export interface NoteWritten {
  tenantId: TenantId;
  noteId: string;
  conversationId: ConversationId;
  by: string;
  at: Date;
}

export interface NoteRouteParts {
  conversations: Pick<ConversationRepository, 'find'>;
  notes: InternalNoteRepository;
  staff: Pick<StaffRepository, 'find'>;
  /** The same note twice is one entry. */
  noteWritten(written: NoteWritten): Promise<void>;
  clock: Clock;
}

const tag = 'Conversations';

const noteShape = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    at: instantText,
    by: z.string().meta({ description: '`staff:<id>` or `key:<id>`' }),
    byName: z.string().nullable().meta({ description: 'Of the person; null: a key wrote it' }),
    text: z.string(),
  })
  .meta({ id: 'InternalNote' });

/** As the API and a customer's history show it. */
export const toNoteShape = (
  { id, conversationId, at, by, text }: InternalNote,
  byName: string | null,
): z.input<typeof noteShape> => ({ id, conversationId, at: at.toISOString(), by, byName, text });

const findConversation = async (parts: NoteRouteParts, { tenantId }: Principal, id: string) => {
  // Branded here: it is looked up together with the tenant only.
  const conversation = await parts.conversations.find(tenantId, id as ConversationId);
  if (conversation === null) throw new NotFound('There is no such conversation.');
  return conversation;
};

const noteIdFor = (principal: Principal, conversationId: string, key: string | null): string =>
  key === null ? randomId('not') : derivedId('not', principal.tenantId, principal.keyId, conversationId, key);

/** Notes of staff about a chat, which its person does not read there. */
export const noteRoutes = (parts: NoteRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/conversations/{id}/notes',
    scope: 'conversations:read',
    tag,
    summary: 'List the internal notes of a conversation, newest first',
    params: idParams,
    query: pageQuery,
    answers: { 200: { description: 'A page of notes', schema: listSchema(noteShape) } },
    refusals: [404],
    async handle({ principal, params, query }) {
      const { id } = await findConversation(parts, principal, params.id);
      const page = await parts.notes.list(principal.tenantId, id, pageRequestOf(query));
      const nameOfBy = colleagueNames(parts.staff, principal.tenantId);
      const names = await Promise.all(page.items.map(({ by }) => nameOfBy(by)));
      const items = page.items.map((note, at) => toNoteShape(note, names[at] ?? null));
      return { status: 200, body: listJson({ ...page, items }, (note) => note) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/conversations/{id}/notes',
    scope: 'conversations:write',
    tag,
    summary: 'Write an internal note about a conversation',
    description:
      'The customer is sent nothing, and no transcript holds it. It is part of what is kept of a person: in their exported history, and destroyed with an ' +
      'answered erasure. The same Idempotency-Key writes one note. Refused with words that would tell of a check (`MASAK`, `yaptırım`, `sanction` …).',
    params: idParams,
    body: z.strictObject({ text: z.string().trim().min(1).max(4096) }),
    answers: { 201: { description: 'The note', schema: noteShape } },
    refusals: [404, 413, 415, 422],
    async handle({ principal, params, body: { text }, idempotencyKey }) {
      refuseTellingWords(['text', text]);
      const {
        tenantId,
        id: conversationId,
        contactRef,
      } = await findConversation(parts, principal, params.id);
      const id = noteIdFor(principal, conversationId, idempotencyKey);
      const written = { tenantId, conversationId, at: parts.clock.now(), by: nameOf(principal) };
      await parts.noteWritten({ ...written, noteId: id });
      const note = await parts.notes.add({ ...written, id, contactRef, text });
      if (note.text !== text)
        throw new IdempotencyKeyReused('The Idempotency-Key was used for another note.');
      const name = await colleagueNames(parts.staff, tenantId)(note.by);
      return { status: 201, body: toNoteShape(note, name) };
    },
  }),
];
