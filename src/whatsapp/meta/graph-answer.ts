import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';
import type { SendResult, UploadResult } from '../../delivery/message-sender.ts';
import { classifyPlatformError, isCertainRefusal } from './classify-error.ts';
import { toE164 } from './e164.ts';

const acceptedSchema = z.object({
  messages: z.tuple(
    [z.object({ id: z.string().min(1), message_status: z.string().optional() })],
    z.unknown(),
  ),
  // What is not needed to know the message may be odd without turning an accepted send into an unknown one.
  contacts: z
    .array(
      z.object({
        wa_id: z.string().optional().catch(undefined),
        user_id: z.string().optional().catch(undefined),
      }),
    )
    .catch([]),
});

const errorSchema = z.object({
  error: z.object({
    code: z.union([
      z.int(),
      z
        .string()
        .regex(/^\d{1,9}$/)
        .transform(Number),
    ]),
  }),
});

const successSchema = z.object({ success: z.literal(true) });

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

const longestWaitMs = 24 * 60 * 60 * 1000;

/** `Retry-After` in seconds. None is documented for messages, but a gateway on the way may send one. */
const retryAfterMs = (headers: IncomingHttpHeaders): number | null => {
  const value = headers['retry-after'];
  if (typeof value !== 'string' || !/^\d{1,9}$/.test(value)) return null;
  return Math.min(Number(value) * 1000, longestWaitMs);
};

const readAccepted = (body: unknown): SendResult => {
  const answer = acceptedSchema.safeParse(body);
  if (!answer.success) return { kind: 'unknown', reason: 'accepted without message id' };
  const [{ id, message_status: status }] = answer.data.messages;
  const contact = answer.data.contacts[0];
  return {
    kind: 'accepted',
    messageId: id,
    userId: contact?.user_id ?? null,
    phone: toE164(contact?.wa_id),
    // `held_for_quality_assessment` and `paused`: taken, not on its way.
    held: status !== undefined && status !== 'accepted',
  };
};

const readRefused = (
  status: number,
  headers: IncomingHttpHeaders,
  code: number,
): Extract<SendResult, { kind: 'refused' }> => {
  const { kind: known, waitMs } = classifyPlatformError(code);
  // A status that says it by itself wins over a code that says only "no".
  const byStatus = status === 401 ? 'account' : status === 429 ? 'throttled-number' : null;
  return {
    kind: 'refused',
    refusal: known === 'permanent' && byStatus !== null ? byStatus : known,
    code,
    retryAfterMs: retryAfterMs(headers) ?? waitMs,
  };
};

/**
 * The table of reliability C for answers, by structure alone. Where a 401 or 429 carries no code, the status stands
 * in for it. Everything that proves neither "taken" nor "refused" is `unknown`: 5xx, redirects, pages of a gateway.
 */
export const readSendAnswer = (status: number, headers: IncomingHttpHeaders, rawBody: string): SendResult => {
  const body = parseJson(rawBody);
  return status >= 200 && status < 300 ? readAccepted(body) : readNo(status, headers, body);
};

const uploadedSchema = z.object({ id: z.string().regex(/^\w{1,128}$/) });

/** The same for an upload. */
export const readUploadAnswer = (
  status: number,
  headers: IncomingHttpHeaders,
  rawBody: string,
): UploadResult => {
  const body = parseJson(rawBody);
  if (status < 200 || status >= 300) return readNo(status, headers, body);
  const answer = uploadedSchema.safeParse(body);
  return answer.success
    ? { kind: 'uploaded', mediaId: answer.data.id }
    : { kind: 'unknown', reason: 'uploaded without id' };
};

const readNo = (
  status: number,
  headers: IncomingHttpHeaders,
  body: unknown,
): Exclude<SendResult, { kind: 'accepted' }> => {
  const error = errorSchema.safeParse(body);
  const code = error.success ? error.data.error.code : null;
  if (status >= 400 && status < 500) {
    if (code !== null) return readRefused(status, headers, code);
    if (status === 401 || status === 429) return readRefused(status, headers, status);
  }
  if (status >= 500 && code !== null && isCertainRefusal(code)) return readRefused(status, headers, code);
  return { kind: 'unknown', reason: `http ${status}` };
};

export const isSuccess = (status: number, rawBody: string): boolean =>
  status >= 200 && status < 300 && successSchema.safeParse(parseJson(rawBody)).success;
