import type { Clock } from '../shared/clock.ts';
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
 * endpoint back into use, and what was kept for it goes out. Throws `CallbackUrlRefused`.
 */
export type SaveCallbackEndpoint = (
  tenantId: TenantId,
  name: string,
  input: EndpointInput,
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
  async (tenantId, name, input) => {
    await checkCallbackUrlAtSave(input.url, parts.policy, parts.lookup);
    const now = parts.clock.now();
    const existing = await parts.callbacks.findEndpoint(tenantId, name);
    const secret = newSecretFor(input, existing);
    const overlapUntil = new Date(now.getTime() + parts.secretOverlapMs);
    const before = existing?.secrets ?? [];
    const endpoint: CallbackEndpoint = {
      name,
      url: input.url,
      types: input.types,
      secrets: secret === null ? before : rotateSecret(before, secret, overlapUntil),
      disabledReason: null,
      failingSince: null,
      createdAt: existing?.createdAt ?? now,
      updatedAt: now,
      tenantId,
    };
    await parts.callbacks.saveEndpoint(endpoint);
    await parts.callbacks.releaseHeld(tenantId, name);
    await parts.onEnabled(tenantId, name);
    return { endpoint, secret };
  };
