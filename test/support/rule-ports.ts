import type { ApiPorts } from '../../src/api/api-routes.ts';
import { RuleBook } from '../../src/triggers/rules/rule-book.ts';
import type { RuleRepository } from '../../src/triggers/rules/rule.repository.ts';
import type { Rule, RuleRecord } from '../../src/triggers/rules/rule.ts';
import { noQuietHours } from '../../src/timers/quiet-hours.ts';
import type { OwnDay } from '../../src/triggers/calendar/business-days.ts';
import type { OwnDayRepository } from '../../src/triggers/calendar/own-day.repository.ts';
import type { CustomTypeRepository } from '../../src/triggers/custom-type.repository.ts';
import type { CustomType } from '../../src/triggers/custom-type.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, put, type Held } from './held.ts';
import { lookupOf } from './own-units.ts';

/** A rule on movements as a person would write it. */
export const aRule = (changes: Partial<Rule> = {}): Rule => ({
  name: 'Büyük hareket',
  on: 'account.movement.posted',
  when: [{ field: 'quantity', op: 'at_least', value: { unit: 'HAS', quantity: '100' } }],
  then: [{ do: 'notify', audience: null }],
  priority: 50,
  ...changes,
});

/** In use, after an earlier version, with a draft beside it: whatever a route does, there is something to do it with. */
export const aRuleRecord = (changes: Partial<RuleRecord> = {}): RuleRecord => ({
  tenantId: tenantA,
  id: 'movement-large',
  on: 'account.movement.posted',
  rev: 5,
  draft: { rule: aRule({ name: 'Daha büyük hareket' }), at: startOfTests, by: 'key:a' },
  published: { version: 2, rule: aRule(), at: startOfTests, by: 'key:a' },
  versions: 2,
  changes: [
    { did: 'published', version: 1, at: startOfTests, by: 'key:a' },
    { did: 'published', version: 2, at: startOfTests, by: 'key:a' },
  ],
  ...changes,
});

const fakeRules = (held: Held): RuleRepository => {
  const find = (tenantId: string, id: string): RuleRecord | undefined =>
    held.rules.find((rule) => rule.tenantId === tenantId && rule.id === id);
  const write = (record: RuleRecord): true => {
    put(held.rules, record, (other) => other.tenantId === record.tenantId && other.id === record.id);
    return true;
  };
  return {
    find: async (tenantId, id) => find(tenantId, id) ?? null,
    list: async (tenantId, _filter, page) =>
      paged(
        held.rules.filter((rule) => rule.tenantId === tenantId),
        ({ id }) => id,
        page,
      ),
    saveDraft: async (tenantId, id, draft, rev) => {
      const empty = { draft: null, published: null, versions: 0, changes: [], rev: 0 };
      const known = find(tenantId, id) ?? { tenantId, id, on: draft?.rule.on ?? '', ...empty };
      return (rev ?? known.rev) === known.rev && write({ ...known, draft, rev: known.rev + 1 });
    },
    publish: async (tenantId, id, published, rev) => {
      const known = find(tenantId, id);
      if (known?.rev !== rev) return null;
      const version = known.versions + 1;
      const change = { did: 'published', version, at: published.at, by: published.by } as const;
      write({
        ...known,
        ...{ rev: rev + 1, draft: null, versions: version, published: { version, ...published } },
        changes: [...known.changes, change],
      });
      return version;
    },
    withdraw: async (tenantId, id, by, rev) => {
      const known = find(tenantId, id);
      if (known?.rev !== rev || known.published === null) return false;
      const { version } = known.published;
      const changes = [...known.changes, { did: 'withdrawn', version, ...by } as const];
      return write({ ...known, published: null, rev: rev + 1, changes });
    },
    listVersions: async (tenantId, id, page) => {
      const published = find(tenantId, id)?.published ?? null;
      return paged(published === null ? [] : [published], ({ version }) => String(version), page);
    },
    findVersion: async (tenantId, { id, version }) => {
      const published = find(tenantId, id)?.published ?? null;
      return published === null ? null : { ...published, version };
    },
    publishedRefs: async () => [],
    loadVersions: async () => [],
  };
};

/** A type that a tenant made. */
export const aCustomType = (changes: Partial<CustomType> = {}): CustomType => ({
  tenantId: tenantA,
  type: 'custom.order.ready',
  name: 'Sipariş hazır',
  fields: [{ name: 'order_no', kind: 'reference', required: true, choices: [] }],
  updatedAt: startOfTests,
  updatedBy: 'key:a',
  rev: 1,
  ...changes,
});

const fakeTypes = (held: Held): CustomTypeRepository => ({
  find: async (tenantId, type) =>
    held.customTypes.find((one) => one.tenantId === tenantId && one.type === type) ?? null,
  list: async (tenantId) => held.customTypes.filter((one) => one.tenantId === tenantId),
  save: async (type) => {
    put(held.customTypes, type, (one) => one.tenantId === type.tenantId && one.type === type.type);
    return true;
  },
  remove: async ({ tenantId, type }) => {
    const at = held.customTypes.findIndex((one) => one.tenantId === tenantId && one.type === type);
    if (at !== -1) held.customTypes.splice(at, 1);
    return at !== -1;
  },
});

/** A day that counts more than the public calendar. */
export const anOwnDay = (changes: Partial<OwnDay> = {}): OwnDay => ({
  tenantId: tenantA,
  date: '2030-12-31',
  kind: 'half_day',
  name: 'Sayım',
  at: startOfTests,
  by: 'key:a',
  rev: 1,
  ...changes,
});

const fakeDays = (held: Held): OwnDayRepository => ({
  find: async (tenantId, date) =>
    held.ownDays.find((one) => one.tenantId === tenantId && one.date === date) ?? null,
  save: async (day) => {
    put(held.ownDays, day, (one) => one.tenantId === day.tenantId && one.date === day.date);
    return true;
  },
  remove: async ({ tenantId, date }) => {
    const at = held.ownDays.findIndex((one) => one.tenantId === tenantId && one.date === date);
    if (at !== -1) held.ownDays.splice(at, 1);
    return at !== -1;
  },
  list: async (tenantId, from, to) =>
    held.ownDays.filter((one) => one.tenantId === tenantId && one.date >= from && one.date <= to),
});

type RulePorts = Pick<
  ApiPorts,
  'rules' | 'ruleBook' | 'eventSamples' | 'beginDryRun' | 'customTypes' | 'calendar'
>;

/** Rules are tried on events of nobody: what comes of others is looked at in the whole product. */
export const rulePorts = (held: Held, clock: Clock): RulePorts => {
  const rules = fakeRules(held);
  const customTypes = fakeTypes(held);
  const ruleBook = new RuleBook({ rules, customTypes, clock, refreshMs: 1_000 });
  const tenants = {
    settingsOf: async () => ({
      company: { name: 'Demo', workingHours: '09:00–18:00', privacyUrl: 'https://example.com' },
      ...{ timeZone: 'Europe/Istanbul', quietHours: noQuietHours },
      ...{ privacyNotice: null, keepsUnrecognised: false },
    }),
  };
  const never = (): Promise<never> => Promise.reject(new Error('no event is looked at here'));
  return {
    rules,
    customTypes,
    calendar: { ownDays: fakeDays(held), tenants, changed: () => undefined },
    ruleBook,
    eventSamples: { loadSample: async () => null, lastSamples: async () => [] },
    beginDryRun: () => ({
      rulesOn: async () => [],
      requests: {
        ...{ load: never, findByReference: never, latestOf: never },
        ...{ findOpenByReference: never, findOpenBefore: never },
      },
      samples: { loadSample: never },
      tenants,
      tallies: { counted: never, claimedBy: never, openGroup: never, arrivals: never },
      ...{ contactCap: null, marketingCap: null },
      customTypes,
      units: lookupOf(),
      findCustomer: async () => null,
      listCustomers: async () => ({ items: [], next: null }),
      calendar: { ownDays: fakeDays(held), tenants },
      isStopped: async () => false,
      previewRequest: never,
      reachedNow: never,
    }),
  };
};
