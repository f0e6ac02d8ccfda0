import { Pool } from 'undici';
import type { Dispatcher } from 'undici';
import type { MediaUploader, MessageSender } from '../../delivery/message-sender.ts';
import type { ChannelAccess } from '../../channels/channel-access.ts';
import { isSuccess, readSendAnswer, readUploadAnswer } from './graph-answer.ts';
import { callGraph } from './graph-call.ts';
import type { GraphCallResult } from './graph-call.ts';
import { mediaForm } from './media-form.ts';
import { messageBody, readReceiptBody } from './message-body.ts';
import type { GraphBody } from './message-body.ts';

export interface CloudApiSenderOptions {
  /** `https://graph.facebook.com`; a path is kept and put before the version. */
  graphUrl: string;
  /** `v26.0` */
  graphVersion: string;
  /** Deadline of one call; must stay below the send lease (reliability C). */
  timeoutMs?: number;
  /** Connections to the platform, one request at a time each. */
  connections?: number;
  /** Replaces the connections of our own; its owner closes it. */
  dispatcher?: Dispatcher;
}

/** An answer is a few hundred bytes. */
const maxResponseBytes = 64 * 1024;

/** Code 100 is the platform's own "invalid parameter"; used where it could only answer that. */
const namesNobody = { kind: 'refused', refusal: 'permanent', code: 100, retryAfterMs: null } as const;

const makePool = (origin: string, connections: number, timeoutMs: number): Pool =>
  new Pool(origin, {
    connections,
    pipelining: 1,
    // An idle connection that the other side has just closed would turn the next send into an unknown outcome.
    keepAliveTimeout: 10_000,
    connect: { timeout: Math.min(timeoutMs, 10_000) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });

/**
 * Sends through Meta's Cloud API. It repeats nothing, follows no redirect and does not pipeline, so that one call is at most
 * one message. The access token is only ever in the `Authorization` header.
 */
export const makeCloudApiSender = ({
  graphUrl,
  graphVersion,
  timeoutMs = 15_000,
  connections = 128,
  dispatcher,
}: CloudApiSenderOptions): MessageSender & MediaUploader & { close(): Promise<void> } => {
  const { origin, pathname } = new URL(graphUrl);
  const base = `${pathname.replace(/\/+$/, '')}/${graphVersion}`;
  const target: Dispatcher = dispatcher ?? makePool(origin, connections, timeoutMs);

  const post = (channel: ChannelAccess, body: GraphBody): Promise<GraphCallResult> =>
    callGraph(target, {
      origin,
      path: `${base}/${encodeURIComponent(channel.phoneNumberId)}/messages`,
      accessToken: channel.accessToken,
      body: JSON.stringify(body),
      timeoutMs,
      maxResponseBytes,
    });

  return {
    async send(channel, message) {
      const body = messageBody(message);
      if (body === null) return namesNobody;
      const result = await post(channel, body);
      return result.kind === 'answered' ? readSendAnswer(result.status, result.headers, result.body) : result;
    },
    async upload(channel, file) {
      const { body, contentType } = mediaForm(file);
      const result = await callGraph(target, {
        origin,
        path: `${base}/${encodeURIComponent(channel.phoneNumberId)}/media`,
        accessToken: channel.accessToken,
        headers: { 'content-type': contentType },
        ...{ body, timeoutMs, maxResponseBytes },
      });
      return result.kind === 'answered'
        ? readUploadAnswer(result.status, result.headers, result.body)
        : result;
    },
    async markRead(channel, messageId) {
      const result = await post(channel, readReceiptBody(messageId));
      return result.kind === 'answered' && isSuccess(result.status, result.body);
    },
    async close() {
      if (dispatcher === undefined) await target.close();
    },
  };
};
