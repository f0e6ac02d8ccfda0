import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { stageOf } from '../../../src/triggers/dry-stage.ts';
import type { EventEnvelope } from '../../../src/triggers/event-envelope.ts';
import { outcomeOf, type PlannedOutcome } from '../../../src/triggers/rules/rule-outcome.ts';
import { startOfTests, tenantA } from '../../support/builders-api.ts';
import { anApprovalEvent } from '../../support/events.ts';
import { lookupOf } from '../../support/own-units.ts';
import { aContact, aCustomer } from '../../support/records.ts';

const stored = {
  requests: {
    load: async () => null,
    findByReference: async () => [],
    latestOf: async () => null,
    findOpenByReference: async () => [],
    findOpenBefore: async () => [],
  },
  tallies: {
    counted: async () => [],
    arrivals: async () => null,
    claimedBy: async () => null,
    openGroup: async () => null,
  },
  samples: { loadSample: async () => null },
};
const tenants = {
  settingsOf: async () => ({
    company: { name: 'Demo', workingHours: '09:00–18:00', privacyUrl: 'https://example.com' },
    ...{ timeZone: 'Europe/Istanbul', quietHours: noQuietHours },
    ...{ privacyNotice: null, keepsUnrecognised: false },
  }),
};

const planned = (depth?: number): Promise<PlannedOutcome> => {
  const event = anApprovalEvent({ eventId: 'said', customer: 'C001', data: { subject: 'MASAK Kuyumculuk' } });
  const parts = {
    ...stageOf(stored, { at: startOfTests, isPast: false }),
    ...{ tenants, units: lookupOf(), isStopped: async () => false },
    customTypes: { find: async () => null },
  };
  return outcomeOf(
    parts,
    {
      ...{ tenantId: tenantA, eventId: 'said', envelope: event as unknown as EventEnvelope, depth },
      customer: aCustomer({ ref: 'C001', contacts: [aContact({ ref: 'C001-1', roles: ['all'] })] }),
      ...{ receivedAt: startOfTests, now: startOfTests, waited: null },
    },
    null,
  );
};

describe('what comes of an event, beforehand', () => {
  it('R2 words that would tell of a check are not asked; in what a rule made they are names out of the books, as live', async () => {
    expect(await planned()).toMatchObject({ status: 'failed', reason: 'text_refused' });
    expect(await planned(1)).toMatchObject({ status: 'processed', effects: [{ do: 'request' }] });
  });
});
