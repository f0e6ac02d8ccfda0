import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { UsedChallenge } from './staff-account.ts';

/** What a signature is asked for, and in which session; one that was asked for something else is none. */
export type ChallengeOrder =
  { for: 'sign-in' } | { for: 'second-factor' | 'proof' | 'registration'; sessionId: string };

/** As long as a browser's dialog may stand there. */
export const challengeLifeMs = 5 * 60_000;
const randomLength = 32;
const endLength = 6;
const macLength = 32;

/**
 * What a passkey signs: 256 random bits, when they end, and a keyed hash over both with the tenant and the order. Whoever asks for one writes nothing,
 * so nobody fills a database by asking; what a signature was taken for is kept with the account that made it (ADR 0070).
 */
export class PasskeyChallenges {
  readonly #keyOf: (tenantId: TenantId, text: string) => string;
  readonly #tenantId: TenantId;
  readonly #clock: Clock;

  constructor(parts: {
    keyOf: (tenantId: TenantId, text: string) => string;
    tenantId: TenantId;
    clock: Clock;
  }) {
    this.#keyOf = parts.keyOf;
    this.#tenantId = parts.tenantId;
    this.#clock = parts.clock;
  }

  issue(order: ChallengeOrder): Uint8Array<ArrayBuffer> {
    const said = Buffer.alloc(randomLength + endLength);
    randomBytes(randomLength).copy(said);
    said.writeUIntBE(this.#clock.now().getTime() + challengeLifeMs, randomLength, endLength);
    return new Uint8Array(Buffer.concat([said, this.#mac(said, order)]));
  }

  /** Null: none of ours for this order, or over. `challenge`: base64url. */
  accept(challenge: string, order: ChallengeOrder): UsedChallenge | null {
    const bytes = Buffer.from(challenge, 'base64url');
    if (bytes.length !== randomLength + endLength + macLength) return null;
    const said = bytes.subarray(0, randomLength + endLength);
    if (!timingSafeEqual(bytes.subarray(said.length), this.#mac(said, order))) return null;
    const until = new Date(said.readUIntBE(randomLength, endLength));
    if (until <= this.#clock.now()) return null;
    return { id: said.toString('base64url', 0, randomLength), until };
  }

  #mac(said: Buffer, order: ChallengeOrder): Buffer {
    const text = JSON.stringify(['passkey', said.toString('base64url'), order.for, sessionOf(order)]);
    return createHash('sha256').update(this.#keyOf(this.#tenantId, text)).digest();
  }
}

const sessionOf = (order: ChallengeOrder): string => (order.for === 'sign-in' ? '' : order.sessionId);
