import type { TenantId } from '../shared/ids.ts';

/** What a browser gives out to be reached by (Push API). Whoever has it can send to that browser: sealed at rest. */
export interface PushTarget {
  endpoint: string;
  /** Base64url: the public key of the browser, and what both sides know alone (RFC 8291). */
  keys: { p256dh: string; auth: string };
}

/** A browser on which a person of ours is told. */
export interface PushDevice extends PushTarget {
  tenantId: TenantId;
  /** `psh_…`, of its endpoint: the same browser is one device, whoever it belongs to. */
  id: string;
  /** Whoever turned it on there last. */
  staffId: string;
  /** As its person calls it. */
  name: string;
  createdAt: Date;
  /** How the last attempt ended; null: there was none. */
  last: { at: Date; outcome: string } | null;
  /** Since when nothing came through; null: the last attempt did, or there was none. */
  failingSince: Date | null;
  /** Its push service wants to be left alone until then. */
  pausedUntil: Date | null;
}

/** More than a person has devices; each is called for each notice. */
export const devicesAtMost = 10;
