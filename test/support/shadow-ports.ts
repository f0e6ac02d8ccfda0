import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { Shadow, ShadowRecord } from '../../src/triggers/rules/shadow.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, type Held } from './held.ts';

/** Of the draft of `aRuleRecord`, running. */
export const aShadow = (changes: Partial<Shadow> = {}): Shadow => ({
  ...{ id: 'shd_1', tenantId: tenantA, ruleId: 'movement-large', number: 1, rev: 5, changes: 2 },
  ...{ on: 'account.movement.posted', startedAt: startOfTests, startedBy: 'key:a' },
  until: new Date(startOfTests.getTime() + 7 * 24 * 60 * 60_000),
  atMost: 1_000,
  ended: null,
  ...changes,
});

/** The draft would tell somebody of whom nothing is said now. */
export const aShadowRecord = (changes: Partial<ShadowRecord> = {}): ShadowRecord => ({
  ...{ tenantId: tenantA, shadowId: 'shd_1', eventId: 'evt_0001', at: startOfTests, differs: true },
  outcome: {
    ...{ by: { id: 'movement-large', version: 3 }, status: 'processed', reason: null },
    effects: [
      {
        ...{ do: 'notify', requestKind: 'notice', contactRef: 'C001-1' },
        hold: { by: 'wait', until: new Date(startOfTests.getTime() + 60_000) },
      },
      { do: 'task', role: 'accounting', urgent: false },
    ],
  },
  now: { by: { id: 'movement-large', version: 2 }, status: 'ignored', reason: 'by_rule', effects: [] },
  ...changes,
});

export const shadowPorts = (held: Held): Pick<ApiPorts, 'shadows' | 'noteShadow' | 'shadowChanged'> => {
  const of = (tenantId: string) => held.shadows.filter((one) => one.tenantId === tenantId);
  return {
    shadows: {
      latest: async (tenantId, ruleId) => of(tenantId).findLast((one) => one.ruleId === ruleId) ?? null,
      start: async (shadow) => {
        if (held.shadows.some(({ id }) => id === shadow.id)) return false;
        held.shadows.push(shadow);
        return true;
      },
      end: async (tenantId, id, ended) => {
        held.shadows = held.shadows.map((one) =>
          one.tenantId === tenantId && one.id === id && one.ended === null ? { ...one, ended } : one,
        );
      },
      running: async (tenantId, now) =>
        of(tenantId).filter(({ until, ended }) => until > now && ended === null),
      record: async (record) => {
        held.shadowRecords.push(record);
        return true;
      },
      count: async (tenantId, shadowId) => {
        const own = held.shadowRecords.filter(
          (one) => one.tenantId === tenantId && one.shadowId === shadowId,
        );
        return { recorded: own.length, differing: own.filter(({ differs }) => differs).length };
      },
      list: async (tenantId, { shadowId }, page) =>
        paged(
          held.shadowRecords.filter((one) => one.tenantId === tenantId && one.shadowId === shadowId),
          ({ eventId }) => eventId,
          page,
        ),
    },
    noteShadow: async ({ did, shadowId, by }) => {
      held.shadowNotes.push(`${did} ${shadowId} ${by}`);
    },
    shadowChanged: () => undefined,
  };
};
