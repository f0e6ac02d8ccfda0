import { createHash } from 'node:crypto';
import { Agent, type Dispatcher } from 'undici';
import { z } from 'zod';
import type { MediaFetch, MediaFetcher, MediaRequest } from '../../files/media-fetcher.ts';
import { sha256AsHex } from '../../files/media-hash.ts';
import type { ConversationId, TenantId } from '../../shared/ids.ts';
import { getBounded, type GetResult } from './bounded-get.ts';

/** Where the platform keeps media (reliability F6.1). */
const defaultMediaHosts: readonly string[] = ['graph.facebook.com', 'lookaside.fbsbx.com'];

export interface MediaAccess {
  phoneNumberId: string;
  accessToken: string;
}

export interface MetaMediaOptions {
  /** `https://graph.facebook.com`; a path is kept and put before the version. Its own host may serve media too. */
  graphUrl: string;
  graphVersion: string;
  /** Of the channel of a conversation; null: gone or paused. */
  accessOf(tenantId: TenantId, conversationId: ConversationId): Promise<MediaAccess | null>;
  /** Host names that may be sent the token, by `https` on its usual port. Default: `defaultMediaHosts`. */
  mediaHosts?: readonly string[];
  /** For asking and downloading together. */
  timeoutMs?: number;
  /** Replaces the connections of our own; its owner closes it. */
  dispatcher?: Dispatcher;
}

const maxAnswerBytes = 64 * 1024;

const resolvedSchema = z.object({
  url: z.url().max(4_096),
  mime_type: z.string().max(255).nullable().catch(null),
  sha256: z.string().transform(sha256AsHex).nullable().catch(null),
  // An integer, or a string in some examples.
  file_size: z.coerce.number().int().nonnegative().nullable().catch(null),
});
type Resolved = z.infer<typeof resolvedSchema>;

const errorSchema = z.object({
  error: z.object({ code: z.number(), error_subcode: z.number().optional().catch(undefined) }),
});

const parseJson = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return null;
  }
};

const retry = (reason: string): MediaFetch => ({ kind: 'retry', reason });
const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** "Object does not exist": code 100 with subcode 33, sent with status 400. */
const isUnknownObject = (body: Buffer): boolean => {
  const error = errorSchema.safeParse(parseJson(body)).data?.error;
  return error?.code === 100 && error.error_subcode === 33;
};

/** Why an answer is not what was asked for; null: it is. */
const problemOf = (result: GetResult): MediaFetch | null => {
  if (result.kind === 'failed') return retry(result.reason);
  if (result.kind === 'too_large') return { kind: 'too_large' };
  const { status, body } = result;
  if (isSuccess(status)) return null;
  if (status === 410) return { kind: 'gone' };
  // Seen for media that is there a moment later (platform 7): not the last word.
  if (status === 404 || isUnknownObject(body)) return { kind: 'missing' };
  return retry(`http ${status}`);
};

const isHtml = (type: string | null): boolean => /^\s*text\/html\b/i.test(type ?? '');

/** Only these get the token: an address in an answer is data like any other. */
const mayServe = (url: URL, graph: URL, hosts: readonly string[]): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.origin === graph.origin ||
    (url.protocol === 'https:' && url.port === '' && hosts.includes(url.hostname)));

const sha256 = (content: Buffer): string => createHash('sha256').update(content).digest('hex');

/**
 * Meta's two steps: ask for the address of a media id, then download it at once, both with the token (reliability F6.1, F6.2).
 */
export const makeMetaMediaFetcher = (
  options: MetaMediaOptions,
): MediaFetcher & { close(): Promise<void> } => {
  const { graphUrl, graphVersion, accessOf, mediaHosts = defaultMediaHosts, timeoutMs = 60_000 } = options;
  const graph = new URL(graphUrl);
  const base = `${graph.origin}${graph.pathname.replace(/\/+$/, '')}/${graphVersion}`;
  const dispatcher =
    options.dispatcher ?? new Agent({ connect: { timeout: 10_000 }, keepAliveTimeout: 10_000 });

  const resolve = async (
    { mediaId }: MediaRequest,
    { phoneNumberId, accessToken }: MediaAccess,
    signal: AbortSignal,
  ): Promise<Resolved | MediaFetch> => {
    const url = new URL(`${base}/${encodeURIComponent(mediaId)}`);
    url.searchParams.set('phone_number_id', phoneNumberId);
    const result = await getBounded(dispatcher, { url, accessToken, maxBytes: maxAnswerBytes, signal });
    if (result.kind === 'too_large') return retry('answer too large');
    const problem = problemOf(result);
    if (problem !== null || result.kind !== 'answered') return problem ?? retry('no answer');
    return resolvedSchema.safeParse(parseJson(result.body)).data ?? retry('answer not understood');
  };

  const download = async (
    media: MediaRequest,
    resolved: Resolved,
    accessToken: string,
    signal: AbortSignal,
  ): Promise<MediaFetch> => {
    const url = new URL(resolved.url);
    if (!mayServe(url, graph, mediaHosts)) return { kind: 'foreign_address' };
    if (resolved.file_size !== null && resolved.file_size > media.maxBytes) return { kind: 'too_large' };
    const result = await getBounded(dispatcher, { url, accessToken, maxBytes: media.maxBytes, signal });
    const problem = problemOf(result);
    if (problem !== null || result.kind !== 'answered') return problem ?? retry('no answer');
    // A page about an error, with a status that says success.
    if (isHtml(result.contentType) && !isHtml(resolved.mime_type)) return retry('page instead of file');
    const own = sha256(result.body);
    const told = [media.sha256Hex?.toLowerCase() ?? null, resolved.sha256];
    if (told.some((hash) => hash !== null && hash !== own)) return { kind: 'hash_mismatch' };
    return { kind: 'content', content: result.body, mimeType: resolved.mime_type };
  };

  return {
    async fetch(media) {
      try {
        const access = await accessOf(media.tenantId, media.conversationId);
        if (access === null) return retry('no channel');
        const signal = AbortSignal.timeout(timeoutMs);
        const resolved = await resolve(media, access, signal);
        return 'kind' in resolved ? resolved : await download(media, resolved, access.accessToken, signal);
      } catch {
        return retry('no channel');
      }
    },
    async close() {
      if (options.dispatcher === undefined) await dispatcher.close();
    },
  };
};
