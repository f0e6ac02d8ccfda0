import { z } from 'zod';
import type { TenantSettings } from '../channels/tenant-settings.ts';
import type { ConversationRecord } from '../conversations/conversation-record.ts';
import { staffLanguages } from '../exports/export-texts.ts';
import { partOf, partsOf, type TranscriptPorts } from '../exports/read-transcript.ts';
import { transcriptCsv } from '../exports/transcript-csv.ts';
import { transcriptJson } from '../exports/transcript-json.ts';
import { transcriptPdf } from '../exports/transcript-pdf.ts';
import type { ExportFacts, Span, Transcript, TranscriptPart } from '../exports/transcript.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound, ValidationFailed } from '../shared/errors.ts';
import type { ConversationId, TenantId } from '../shared/ids.ts';
import { conversationShape, toConversationShape } from './conversation-shape.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { instantQuery } from './instant-query.ts';
import { messageShape, toMessageShape } from './message-shape.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, idText, instantText, nullableInstant } from './shape-fields.ts';

/** Somebody took something out: on record before the first byte is given. */
export interface ExportNote {
  tenantId: TenantId;
  what: 'transcript' | 'history' | 'list' | 'evidence';
  /** Id of the conversation or of the request, reference of the customer, name of the list, or `all`. */
  subject: string;
  by: string;
  at: Date;
  details: { format: string; from: string | null; to: string | null };
}

export interface TranscriptRouteParts extends TranscriptPorts {
  clock: Clock;
  noteExport(note: ExportNote): Promise<void>;
  settingsOf(tenantId: string): Promise<Pick<TenantSettings, 'company' | 'timeZone'>>;
}

const hashText = z.string().meta({ description: 'SHA-256 in hexadecimal' });

const exportedMessage = messageShape.extend({ sha256: hashText }).meta({ id: 'ExportedMessage' });

const exportFields = {
  export: z.object({
    format: z.literal('mutabik-transcript/1'),
    by: z.string(),
    at: instantText,
    company: z.string(),
    about: z.object({ what: z.enum(['conversation', 'customer']), id: z.string() }).nullable(),
    from: nullableInstant,
    to: nullableInstant,
  }),
  leftOut: z.int().meta({ description: 'Messages of these chats that are about other customers' }),
  integrity: z.object({
    algorithm: z.literal('SHA-256'),
    messages: z.int(),
    sha256: hashText.meta({ description: 'Of the hashes of all messages in order, each on a line' }),
  }),
};

const transcriptShape = z
  .object({ ...exportFields, conversation: conversationShape, messages: z.array(exportedMessage) })
  .meta({ id: 'Transcript' });

const transcriptsShape = z
  .object({
    ...exportFields,
    transcripts: z.array(z.object({ conversation: conversationShape, messages: z.array(exportedMessage) })),
  })
  .meta({ id: 'Transcripts' });

export const exportLanguage = z.enum(staffLanguages).default('tr');

const exportQuery = z.strictObject({
  format: z.enum(['json', 'csv', 'pdf']).default('json'),
  language: exportLanguage,
  from: instantQuery.optional(),
  to: instantQuery.optional(),
});
type ExportQuery = z.output<typeof exportQuery>;

const makesPdf = ({ format }: Pick<ExportQuery, 'format'>): boolean => format === 'pdf';

export const exportTag = 'Exports';

const spanOf = ({ from = null, to = null }: { from?: Date | null; to?: Date | null }): Span => {
  if (from !== null && to !== null && from >= to)
    throw new ValidationFailed([{ field: 'query.to', message: 'must be after from' }]);
  return { from, to };
};

export const factsOf = async (
  { clock, settingsOf }: Pick<TranscriptRouteParts, 'clock' | 'settingsOf'>,
  principal: Principal,
  { language, ...asked }: Pick<ExportFacts, 'language'> & { from?: Date | undefined; to?: Date | undefined },
  about: ExportFacts['about'],
): Promise<ExportFacts> => {
  const { company, timeZone } = await settingsOf(principal.tenantId);
  const span = spanOf({ from: asked.from ?? null, to: asked.to ?? null });
  return { by: nameOf(principal), at: clock.now(), company: company.name, timeZone, language, about, span };
};

const shapes = { conversation: toConversationShape, message: toMessageShape };

const writers = {
  json: { write: transcriptJson, mimeType: 'application/json; charset=utf-8' },
  csv: { write: transcriptCsv, mimeType: 'text/csv; charset=utf-8' },
  pdf: { write: transcriptPdf, mimeType: 'application/pdf' },
} as const;

export const writeTranscript = (format: ExportQuery['format'], transcript: Transcript) =>
  writers[format].write(transcript);

/** Everything the customer's people wrote and read, without what was about other customers of theirs. */
export const transcriptOfCustomer = (
  ports: TranscriptPorts,
  tenantId: TenantId,
  facts: ExportFacts,
): Transcript => {
  const leftOut = { count: 0 };
  const customerRef = facts.about?.id ?? null;
  return {
    facts,
    leftOut,
    shapes,
    parts: partsOf(ports, tenantId, { span: facts.span, customerRef, leftOut }),
  };
};

async function* only(part: Promise<TranscriptPart>): AsyncGenerator<TranscriptPart> {
  yield await part;
}

const transcriptOfConversation = (
  ports: TranscriptPorts,
  conversation: ConversationRecord,
  facts: ExportFacts,
): Transcript => {
  const leftOut = { count: 0 };
  const wanted = { span: facts.span, customerRef: null, leftOut };
  return { facts, leftOut, shapes, parts: only(partOf(ports, conversation, wanted)) };
};

const given = async (
  parts: TranscriptRouteParts,
  { tenantId }: Principal,
  format: ExportQuery['format'],
  transcript: Transcript,
) => {
  const { by, at, about, span } = transcript.facts;
  const subject = about?.id ?? 'all';
  const details = { format, from: span.from?.toISOString() ?? null, to: span.to?.toISOString() ?? null };
  await parts.noteExport({ tenantId, what: 'transcript', subject, by, at, details });
  const { write, mimeType } = writers[format];
  const filename = `transcript-${subject}.${format}`;
  return { status: 200, stream: { content: write(transcript), mimeType, filename } };
};

const description =
  'Streamed, of any length. `sha256` of a message: of its canonical JSON (RFC 8785) without `sha256`, `status`, `statuses`, `held` and ' +
  '`providerMessageId`; of the whole: of these hashes in order, each followed by a line feed. Says who took it when, and is in the audit log. ' +
  'Few PDFs are drawn at once: 503 `busy` after twenty seconds in line.';

const conversationRoute = (parts: TranscriptRouteParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/conversations/{id}/transcript',
    scope: 'conversations:read',
    tag: exportTag,
    summary: 'Export the transcript of a conversation',
    description,
    params: idParams,
    query: exportQuery,
    makesPdf,
    answers: { 200: { description: 'The conversation and its messages', schema: transcriptShape } },
    refusals: [404],
    async handle({ principal, params, query }) {
      // Branded here: it is looked up together with the tenant only.
      const id = params.id as ConversationId;
      const conversation = await parts.conversations.find(principal.tenantId, id);
      if (conversation === null) throw new NotFound('There is no such conversation.');
      const facts = await factsOf(parts, principal, query, { what: 'conversation', id });
      return given(parts, principal, query.format, transcriptOfConversation(parts, conversation, facts));
    },
  });

const customerRoute = (parts: TranscriptRouteParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/customers/{ref}/transcript',
    scope: 'conversations:read',
    alsoNeeds: ['customers:read'],
    tag: exportTag,
    summary: 'Export what was said with the people of a customer',
    description: `${description} Of a person who acts for several customers, what is about the others is left out and counted.`,
    params: z.object({ ref: idText.max(64) }),
    query: exportQuery,
    makesPdf,
    answers: { 200: { description: 'Its conversations with their messages', schema: transcriptsShape } },
    refusals: [404],
    async handle({ principal, params, query }) {
      if ((await parts.customers.find(principal.tenantId, params.ref)) === null)
        throw new NotFound('There is no such customer.');
      const facts = await factsOf(parts, principal, query, { what: 'customer', id: params.ref });
      return given(parts, principal, query.format, transcriptOfCustomer(parts, principal.tenantId, facts));
    },
  });

const periodRoute = (parts: TranscriptRouteParts): AnyRoute =>
  defineRoute({
    method: 'get',
    path: '/v1/exports/transcripts',
    scope: 'conversations:read',
    alsoNeeds: ['customers:read'],
    tag: exportTag,
    summary: 'Export what was said with everybody in a period',
    description,
    query: exportQuery,
    makesPdf,
    answers: { 200: { description: 'Conversations with their messages', schema: transcriptsShape } },
    async handle({ principal, query }) {
      const facts = await factsOf(parts, principal, query, null);
      return given(parts, principal, query.format, transcriptOfCustomer(parts, principal.tenantId, facts));
    },
  });

/** What was said, for people who check it (domain R16; ADR 0062). */
export const transcriptRoutes = (parts: TranscriptRouteParts): readonly AnyRoute[] => [
  conversationRoute(parts),
  customerRoute(parts),
  periodRoute(parts),
];
