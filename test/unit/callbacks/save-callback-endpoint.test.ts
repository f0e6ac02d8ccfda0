import { makeAddressPolicy } from '../../../src/callbacks/address-policy.ts';
import type { CallbackEndpoint, CallbackRepository } from '../../../src/callbacks/callback.repository.ts';
import { makeSaveCallbackEndpoint } from '../../../src/callbacks/save-callback-endpoint.ts';
import { fakeClock, fakePorts } from '../../support/app-ports.ts';
import { nothingHeld } from '../../support/held.ts';
import { startOfTests, tenantA } from '../../support/builders-api.ts';

const failing: CallbackEndpoint = {
  ...{ tenantId: tenantA, name: 'erp', url: 'https://erp.example.com/', types: ['*'], secrets: [] },
  ...{ disabledReason: 'failing', failingSince: startOfTests, rev: 1 },
  ...{ createdAt: startOfTests, updatedAt: startOfTests },
};

/** A save that loses against another one, which left the endpoint so. */
const losing = async (after: Partial<CallbackEndpoint>) => {
  const held = nothingHeld();
  held.endpoints.push(failing);
  const done: string[] = [];
  const callbacks: CallbackRepository = {
    ...fakePorts(held).callbacks,
    holdGivenUp: async () => done.push('held'),
    releaseHeld: async () => done.push('released'),
    saveEndpoint: async () => {
      held.endpoints.splice(0, 1, { ...failing, rev: 2, ...after });
      return false;
    },
  };
  const save = makeSaveCallbackEndpoint({
    ...{ callbacks, clock: fakeClock(), secretOverlapMs: 1, onEnabled: async () => undefined },
    policy: makeAddressPolicy([]),
    lookup: async () => ['93.184.216.34'],
  });
  const input = { url: 'https://erp.example.com/', types: ['*'] };
  await expect(save(tenantA, 'erp', input, 1)).rejects.toThrow('saved or removed');
  return done;
};

describe('an endpoint saved by two at one moment', () => {
  it('the other one took it into use: what the loser held is let go', async () => {
    expect(await losing({ disabledReason: null, failingSince: null })).toEqual(['held', 'released']);
  });

  it('out of use still: it waits', async () => {
    expect(await losing({})).toEqual(['held']);
  });
});
