import { createHash, randomBytes } from 'node:crypto';
import type { TenantId } from '../shared/ids.ts';

/** How somebody proved who they are. */
export const signInWays = ['link', 'demo', 'password', 'passkey', 'oidc'] as const;
export type SignInWay = (typeof signInWays)[number];

/**
 * `second-factor`: the password was right, nothing is open yet. `set-up`: a link was used, the person makes their credentials.
 * `full`: signed in.
 */
export const sessionStages = ['second-factor', 'set-up', 'full'] as const;
export type SessionStage = (typeof sessionStages)[number];

/** One browser that is signed in. The token is known to the browser only, we keep its SHA-256 (hex). */
export interface Session {
  tokenHash: string;
  /** `ses_…`, for lists; nothing is opened with it. */
  id: string;
  tenantId: TenantId;
  staffId: string;
  stage: SessionStage;
  way: SignInWay;
  createdAt: Date;
  /** When the person last proved who they are. */
  provedAt: Date;
  lastSeenAt: Date;
  idleExpiresAt: Date;
  expiresAt: Date;
  /** Wrong codes so far, while the second factor is missing. */
  wrongCodes: number;
  /** Where from, and with which browser; sealed at rest. */
  address: string;
  agent: string;
}

/** A new token: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex');
