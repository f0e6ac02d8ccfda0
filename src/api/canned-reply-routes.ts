import { z } from 'zod';
import {
  hasStrangePlaceholder,
  mostReplies,
  printOf,
  replyPlaceholders,
  type CannedReply,
  type ReplyWords,
} from '../conversations/canned-reply.ts';
import {
  changeCannedReply,
  makeCannedReply,
  removeCannedReply,
  type CannedReplyParts,
  type ReplyEdit,
} from '../conversations/edit-canned-replies.ts';
import { IdempotencyKeyReused } from '../inbox/idempotency-key-reused.ts';
import { derivedId, randomId } from '../shared/ids.ts';
import { languages } from '../vocabulary/language.ts';
import { refuseForbiddenWords, refuseTellingWords, type Written } from '../words/refuse-forbidden-words.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema, pageQuery, pageRequestOf } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { idParams, instantText } from './shape-fields.ts';

const tag = 'Conversations';
const taken = replyPlaceholders.map((name) => `{{${name}}}`).join(', ');

const text = z
  .string()
  .trim()
  .min(1)
  .max(1000)
  .refine((written) => !hasStrangePlaceholder(written), `must hold no {{…}} but ${taken}`)
  .optional()
  .meta({ description: `May hold ${taken}` });

const inputSchema = z.strictObject({
  title: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters'),
  shortcut: z
    .string()
    .regex(/^[A-Za-z0-9-]{1,20}$/, 'must be 1 to 20 letters, digits and -')
    .transform((typed) => typed.toLowerCase())
    .meta({ description: 'Unique; kept in small letters' }),
  texts: z
    .strictObject({ tr: text, en: text, ar: text })
    .refine((texts) => languages.some((one) => texts[one] !== undefined), 'must be there in one language'),
});

const shape = z
  .object({
    id: z.string(),
    title: z.string(),
    shortcut: z.string(),
    texts: z.object({ tr: z.string().optional(), en: z.string().optional(), ar: z.string().optional() }),
    rev: z.int(),
    updatedAt: instantText,
    updatedBy: z.string().meta({ description: '`staff:<id>` or `key:<id>`' }),
  })
  .meta({ id: 'CannedReply' });

/** Languages in one order, without those it has no text in. */
const textsOf = ({ tr, en, ar }: z.output<typeof inputSchema>['texts']): ReplyWords['texts'] => ({
  ...(tr === undefined ? {} : { tr }),
  ...(en === undefined ? {} : { en }),
  ...(ar === undefined ? {} : { ar }),
});

const toShape = (reply: CannedReply): z.input<typeof shape> => {
  const { id, title, shortcut, texts, rev, updatedAt, updatedBy } = reply;
  return { id, title, shortcut, texts, rev, updatedAt: updatedAt.toISOString(), updatedBy };
};

/** The words, unless there are some in them that may not be said; titles and shortcuts are read by our own people alone. */
const wordsOf = ({ title, shortcut, texts }: z.output<typeof inputSchema>): ReplyWords => {
  const words = { title, shortcut, texts: textsOf(texts) };
  const said = languages.flatMap((one): Written[] => {
    const written = words.texts[one];
    return written === undefined ? [] : [[`texts.${one}`, written]];
  });
  refuseForbiddenWords(...said);
  refuseTellingWords(['title', title], ['shortcut', shortcut]);
  return words;
};

const editOf = (principal: Principal, id: string): ReplyEdit => ({
  ...{ tenantId: principal.tenantId, id, by: nameOf(principal) },
});

const newIdFor = ({ tenantId, keyId }: Principal, key: string | null): string =>
  key === null ? randomId('rpl') : derivedId('rpl', tenantId, keyId, key);

/** Short texts of the business that people choose in the box of a chat (ADR 0075). */
export const cannedReplyRoutes = (parts: CannedReplyParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/canned-replies',
    scope: 'conversations:read',
    tag,
    summary: 'List the canned replies, by shortcut',
    query: pageQuery,
    answers: { 200: { description: 'A page of canned replies', schema: listSchema(shape) } },
    async handle({ principal, query }) {
      const page = await parts.cannedReplies.list(principal.tenantId, pageRequestOf(query));
      return { status: 200, body: listJson(page, toShape) };
    },
  }),
  defineRoute({
    method: 'post',
    path: '/v1/canned-replies',
    scope: 'templates:write',
    tag,
    summary: 'Make a canned reply',
    description:
      `A text that people put into the box of a chat and send as their own; nothing sends it by itself. At most ${mostReplies}. The same Idempotency-Key ` +
      'makes one. Texts are refused with the words a message of staff is refused with, titles and shortcuts with those that would tell of a check.',
    body: inputSchema,
    answers: { 201: { description: 'The canned reply', schema: shape } },
    refusals: [409, 413, 415, 422],
    async handle({ principal, body, idempotencyKey }) {
      const words = wordsOf(body);
      const made = await makeCannedReply(
        parts,
        editOf(principal, newIdFor(principal, idempotencyKey)),
        words,
      );
      if (made.madeOf !== printOf(words))
        throw new IdempotencyKeyReused('The Idempotency-Key was used for another canned reply.');
      return { status: 201, headers: etagOf(made.rev), body: toShape(made) };
    },
  }),
  defineRoute({
    method: 'put',
    path: '/v1/canned-replies/{id}',
    scope: 'templates:write',
    tag,
    summary: 'Change a canned reply',
    description: 'All of it; a language that is left out is gone. Messages that were sent stay as they are.',
    params: idParams,
    body: inputSchema,
    answers: { 200: { description: 'The canned reply', schema: shape } },
    refusals: [404, 409, 412, 413, 415],
    async handle({ principal, params: { id }, body, ifMatch }) {
      const changed = await changeCannedReply(parts, editOf(principal, id), ifMatch, wordsOf(body));
      return { status: 200, headers: etagOf(changed.rev), body: toShape(changed) };
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/canned-replies/{id}',
    scope: 'templates:write',
    tag,
    summary: 'Delete a canned reply',
    params: idParams,
    answers: { 204: { description: 'It is gone', schema: null } },
    refusals: [404, 412],
    async handle({ principal, params: { id }, ifMatch }) {
      await removeCannedReply(parts, editOf(principal, id), ifMatch);
      return { status: 204 };
    },
  }),
];
