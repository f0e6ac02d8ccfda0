import { derivedId, randomId } from '../shared/ids.ts';
import type { Principal } from './principal.ts';

/** Id of an order: the same Idempotency-Key gives the same id, so that an order repeated after a lost answer is one order. */
export const commandIdFor = (
  principal: Principal,
  type: string,
  target: string,
  idempotencyKey: string | null,
): string =>
  idempotencyKey === null
    ? randomId('cmd')
    : derivedId('cmd', principal.tenantId, principal.keyId, type, target, idempotencyKey);
