import { createHash } from 'node:crypto';
import type { CodeFacts } from '../../machines/conversation/conversation.events.ts';
import type { ConversationStanding } from './conversation-standing.ts';

/** Step-up in the chat: a code is good for ten minutes, and the last hour's are counted (reliability F4). */
const validMs = 10 * 60_000;
const hourMs = 60 * 60_000;

export const hashOfCode = (code: string): string => createHash('sha256').update(code).digest('hex');

const shifted = (now: string, ms: number): string => new Date(Date.parse(now) + ms).toISOString();

/** What the machine has to know to ask for a code. It goes out as an announcement; only its hash stays. */
export const codeFacts = ({ now, freshCode }: { now: string; freshCode: string | null }): CodeFacts => ({
  now,
  hourAgo: shifted(now, -hourMs),
  expiresAt: shifted(now, validMs),
  fresh: freshCode === null ? null : { code: freshCode, hash: hashOfCode(freshCode) },
});

export const isAwaitingCode = ({ code }: Pick<ConversationStanding, 'code'>, now: string): boolean =>
  code !== null && Date.parse(now) <= Date.parse(code.expiresAt);

/** When the code that is awaited was asked for, as milliseconds. */
export const codeAskedAt = ({ code }: Pick<ConversationStanding, 'code'>): number =>
  code === null ? 0 : Date.parse(code.expiresAt) - validMs;
