import type { Clock } from '../shared/clock.ts';
import { PreconditionFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { AddressPolicy } from './address-policy.ts';
import type { CallbackEndpoint, CallbackRepository } from './callback.repository.ts';
import { makeCallbackSecret, rotateSecret } from './callback-secret.ts';
import { checkCallbackUrlAtSave, type LookupAll } from './callback-url.ts';

export interface EndpointInput {
  url: string;
  types: readonly string[];
  /** Given: becomes the current secret. Left out: made for a new endpoint, kept for an existing one. */
  secret?: string | undefined;
  /** Make a new secret now. */
  rotateSecret?: boolean | undefined;
}

/** `secret` is set when this call set it: the only time it is shown. */
export interface SavedEndpoint {
  endpoint: CallbackEndpoint;
  secret: string | null;
}

/**
 * Makes or changes an endpoint; a changed secret leaves the old one signing for the overlap. Saving also takes a disabled
 * endpoint back into use, and what was kept for it, or given up while it failed, goes out. `seenRev`: the revision that
 * the writer saw. Throws `CallbackUrlRefused`, and `PreconditionFailed` when it was saved or removed since then.
 */
export type SaveCallbackEndpoint = (
  tenantId: TenantId,
  name: string,
  input: EndpointInput,
  seenRev?: number | null,
) => Promise<SavedEndpoint>;

const newSecretFor = (input: EndpointInput, existing: CallbackEndpoint | null): string | null => {
  if (input.secret !== undefined) return input.secret;
  return existing === null || input.rotateSecret === true ? makeCallbackSecret() : null;
};

export const makeSaveCallbackEndpoint =
  (parts: {
    callbacks: CallbackRepository;
    policy: AddressPolicy;
    lookup: LookupAll;
    clock: Clock;
    secretOverlapMs: number;
    /** It is in use now, whatever it was before. */
    onEnabled(tenantId: TenantId, name: string): Promise<void>;
  }): SaveCallbackEndpoint =>
  async (tenantId, name, input, seenRev = null) => {
    await checkCallbackUrlAtSave(input.url, parts.policy, parts.lookup);
    for (let round = 1; ; round += 1) {
      const existing = await parts.callbacks.findEndpoint(tenantId, name);
      if (seenRev !== null && (existing === null || (existing.rev ?? 0) !== seenRev)) throw changed();
      const saved = changedEndpoint(parts, { tenantId, name, input, existing });
      const seen = existing === null ? null : (existing.rev ?? 0);
      // Before it is known no more since when it failed: what was given up since then waits with what was held.
      const since = existing?.failingSince ?? null;
      if (since !== null) await parts.callbacks.holdGivenUp(tenantId, name, since, parts.clock.now());
      if (await parts.callbacks.saveEndpoint(saved.endpoint, seen)) {
        await parts.callbacks.releaseHeld(tenantId, name);
        await parts.onEnabled(tenantId, name);
        return saved;
      }
      // Somebody saved in between: of two new secrets none is lost, and nothing stays held at an endpoint in use.
      const stored = since === null ? null : await parts.callbacks.findEndpoint(tenantId, name);
      if (stored?.disabledReason === null) await parts.callbacks.releaseHeld(tenantId, name);
      if (round === maxRounds) throw changed();
    }
  };

const maxRounds = 10;

const changed = (): PreconditionFailed =>
  new PreconditionFailed('The endpoint was saved or removed since it was read.');

const changedEndpoint = (
  { clock, secretOverlapMs }: { clock: Clock; secretOverlapMs: number },
  {
    tenantId,
    name,
    input,
    existing,
  }: { tenantId: TenantId; name: string; input: EndpointInput; existing: CallbackEndpoint | null },
): SavedEndpoint => {
  const now = clock.now();
  const secret = newSecretFor(input, existing);
  const before = existing?.secrets ?? [];
  const overlapUntil = new Date(now.getTime() + secretOverlapMs);
  const endpoint: CallbackEndpoint = {
    name,
    url: input.url,
    types: input.types,
    secrets: secret === null ? before : rotateSecret(before, secret, overlapUntil),
    disabledReason: null,
    failingSince: null,
    failedAt: null,
    createdAt: existing?.createdAt ?? now,
    updatedAt: now,
    // One that was removed and made anew is not at a revision that it had before.
    rev: existing === null ? now.getTime() : (existing.rev ?? 0) + 1,
    tenantId,
  };
  return { endpoint, secret };
};
