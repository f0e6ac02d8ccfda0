import { derivedId, randomId } from '../shared/ids.ts';
import type { Principal } from './principal.ts';

/**
 * Id of an order about `target`: the same Idempotency-Key gives the same id, so that an order repeated after a lost answer is
 * one order, and another one under the same key is noticed, whichever of the target's routes it comes by.
 */
export const commandIdFor = (principal: Principal, target: string, idempotencyKey: string | null): string =>
  idempotencyKey === null
    ? randomId('cmd')
    : derivedId('cmd', principal.tenantId, principal.keyId, target, idempotencyKey);
