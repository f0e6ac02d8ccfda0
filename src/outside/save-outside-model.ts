import type { AddressPolicy } from '../callbacks/address-policy.ts';
import { checkCallbackUrlAtSave, type LookupAll } from '../callbacks/callback-url.ts';
import type { Clock } from '../shared/clock.ts';
import { ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import { checkModelUrl } from './model-url.ts';
import type { OutsideModel } from './outside-model.ts';
import type { OutsideModelRepository } from './outside-model.repository.ts';

export interface OutsideModelInput {
  isOn: boolean;
  url: string;
  model: string;
  /** Left out: the key there is stays. Null: there is none from now on. */
  apiKey?: string | null | undefined;
  timeoutMs: number;
}

/**
 * Makes or changes the tenant's model. Throws `CallbackUrlRefused`, and `ValidationFailed` where the key that is kept would go to
 * another place than it was given for. `seenRev`: the revision that the
 * writer saw; `PreconditionFailed` when it was changed since then.
 */
export type SaveOutsideModel = (
  tenantId: TenantId,
  input: OutsideModelInput,
  by: string,
  seenRev?: number | null,
) => Promise<OutsideModel>;

/** A key goes only where it was given for: else whoever may change the address could have it sent to themselves. */
const keyFor = ({ apiKey, url }: OutsideModelInput, known: OutsideModel | null): string | null => {
  if (apiKey !== undefined) return apiKey;
  if (known === null || known.apiKey === null) return null;
  if (new URL(known.url).origin === new URL(url).origin) return known.apiKey;
  throw new ValidationFailed([{ field: 'apiKey', message: 'must be given anew for another address' }]);
};

export const makeSaveOutsideModel =
  (parts: {
    outsideModels: OutsideModelRepository;
    policy: AddressPolicy;
    lookup: LookupAll;
    clock: Clock;
  }): SaveOutsideModel =>
  async (tenantId, input, by, seenRev) => {
    checkModelUrl(input.url, parts.policy);
    await checkCallbackUrlAtSave(input.url, parts.policy, parts.lookup);
    const known = await parts.outsideModels.find(tenantId);
    const { isOn, url, model, timeoutMs } = input;
    const apiKey = keyFor(input, known);
    const updatedAt = parts.clock.now();
    const saved: OutsideModel = { tenantId, isOn, url, model, apiKey, timeoutMs, updatedAt, updatedBy: by };
    return parts.outsideModels.save(saved, seenRev);
  };
