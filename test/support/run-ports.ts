import type { ApiPorts } from '../../src/api/api-routes.ts';
import { makeChangeRow } from '../../src/runs/change-row.ts';
import type { CheckRowParts } from '../../src/runs/check-row.ts';
import { makeCreateRun } from '../../src/runs/create-run.ts';
import { makeOrderRun } from '../../src/runs/order-run.ts';
import { FiguresOfRuns } from '../../src/runs/run-figures.ts';
import { eventIdOf, type RunRow } from '../../src/runs/run-row.ts';
import type { Run, RunReading } from '../../src/runs/run.ts';
import type { RunRepository } from '../../src/runs/run.repository.ts';
import type { RunRowRepository } from '../../src/runs/run-row.repository.ts';
import { unitPorts } from './unit-ports.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, put, type Held } from './held.ts';

/** Records of runs as storage would give them, and the ports of runs over plain arrays. */

export const aRun = (changes: Partial<Run> = {}): Run => ({
  ...{
    tenantId: tenantA,
    id: 'run_1',
    name: 'Ekim 2026',
    kind: 'current_account',
    state: 'draft',
    periodEnd: '2026-10-31',
  },
  ...{ replyDeadline: null, note: null, hasDocument: false, reading: null, rows: 1, revision: 0 },
  source: { kind: 'json', filename: null, fingerprint: 'ab12'.repeat(16), lines: 1 },
  ...{ createdAt: startOfTests, createdBy: 'key:1', startedAt: null, doneAt: null, pace: null, errand: null },
  history: [{ at: startOfTests, what: 'created', by: 'key:1', order: null }],
  ...changes,
});

export const aReading = (changes: Partial<RunReading> = {}): RunReading => ({
  ...{ headers: ['Müşteri No', 'Bakiye'], mapping: { customer: 0, amount: 1 }, isGiven: false },
  ...{ headerKey: 'ef56'.repeat(16), unit: null, encoding: 'utf-8', givenNumbers: null },
  manner: { numbers: 'tr', dates: 'day-first', sides: 'by_sign' },
  ...changes,
});

export const aRunRow = (n: number, changes: Partial<RunRow> = {}): RunRow => {
  const runId = changes.runId ?? 'run_1';
  return {
    ...{ tenantId: tenantA, runId, n, state: 'ready', problems: [], eventId: eventIdOf(runId, n) },
    ...{ requestId: null, seen: 0, rev: 0, handedAt: null, customer: 'C001' },
    body: {
      ...{
        name: 'Canary Kuyumculuk',
        account: '120.01.0001',
        contact: null,
        language: null,
        reference: null,
      },
      ...{ periodEnd: null, lineProblems: [], outcome: null, document: null, failure: null, contract: true },
      lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }],
      babs: null,
      source: [{ line: n + 1, unit: 'HAS', amount: '1.250,340', side: 'B' }],
      asked: { ref: 'C001-1', name: 'Deniz Canary', language: 'tr' },
      letter: { id: `MUT-2026-10-C001-${n}`, version: 1 },
    },
    ...changes,
  };
};

const runsOf = (held: Held): RunRepository => {
  const find: RunRepository['find'] = async (tenantId, id) =>
    held.runs.find((run) => run.tenantId === tenantId && run.id === id) ?? null;
  return {
    find,
    create: async (run) => {
      if (held.runs.some(({ id }) => id === run.id)) return false;
      held.runs.push(run);
      return true;
    },
    list: async (tenantId, { state }, page) =>
      paged(
        held.runs.filter((run) => run.tenantId === tenantId && (state ?? run.state) === run.state),
        ({ id }) => id,
        page,
      ),
    givenMapping: async (tenantId, headerKey) =>
      held.runs.find(
        ({ reading, ...run }) =>
          run.tenantId === tenantId && reading?.headerKey === headerKey && reading.isGiven,
      )?.reading?.mapping ?? null,
    change: async (tenantId, id, from, change, note) => {
      const run = await find(tenantId, id);
      if (run === null || !from.includes(run.state)) return false;
      const history = note === null ? run.history : [...run.history, note];
      put(held.runs, { ...run, ...change, history }, (other) => other === run);
      return true;
    },
    touch: async () => undefined,
    findWorkable: async () => [],
    findAbandoned: async () => [],
    takeLease: async () => false,
    keepPace: async () => false,
    keepErrand: async (tenantId, id, errandId, errand, note) => {
      const run = await find(tenantId, id);
      if (run?.errand?.id !== errandId) return false;
      const history = note === undefined ? run.history : [...run.history, note];
      put(held.runs, { ...run, errand, history }, (other) => other === run);
      return true;
    },
  };
};

const rowsOf = (held: Held): RunRowRepository => {
  const find: RunRowRepository['find'] = async (tenantId, runId, n) =>
    held.runRows.find((row) => row.tenantId === tenantId && row.runId === runId && row.n === n) ?? null;
  const ofRun = (tenantId: string, runId: string): RunRow[] =>
    held.runRows.filter((row) => row.tenantId === tenantId && row.runId === runId);
  return {
    find,
    add: async (rows) => {
      held.runRows.push(...rows);
    },
    list: async (tenantId, runId, states, page) =>
      paged(
        ofRun(tenantId, runId).filter(({ state }) => states?.includes(state) ?? true),
        ({ n }) => String(n).padStart(6, '0'),
        page,
      ),
    countByState: async (tenantId, runId) => {
      const counts = new Map<string, number>();
      for (const { state } of ofRun(tenantId, runId)) counts.set(state, (counts.get(state) ?? 0) + 1);
      return counts;
    },
    replace: async (row, from) => {
      const known = await find(row.tenantId, row.runId, row.n);
      if (known === null || known.rev !== row.rev || !from.includes(known.state)) return false;
      put(held.runRows, { ...row, rev: row.rev + 1 }, (other) => other === known);
      return true;
    },
    hasLetter: async () => false,
    findByEvent: async () => null,
    findOfAnyTenant: async () => null,
    keepDocument: async () => undefined,
    writeSeen: async () => false,
    findHanded: async () => [],
    lookAgainAt: async () => undefined,
    begin: async () => undefined,
    handed: async () => undefined,
    move: async (tenantId, runId, from, to) => {
      const moved = ofRun(tenantId, runId).filter(({ state }) => from.includes(state));
      for (const row of moved) put(held.runRows, { ...row, state: to }, (other) => other === row);
      return moved.length;
    },
    removeAll: async (tenantId, runId) => {
      held.runRows = held.runRows.filter((row) => row.tenantId !== tenantId || row.runId !== runId);
    },
  };
};

export const runPorts = (held: Held, clock: Clock): ApiPorts['bulk'] => {
  const [runs, rows] = [runsOf(held), rowsOf(held)];
  const { units } = unitPorts(held, clock);
  const check: CheckRowParts = {
    findCustomer: async (tenantId, ref) =>
      held.customers.find((customer) => customer.tenantId === tenantId && customer.ref === ref) ?? null,
    isStopped: async () => false,
    requests: { findByReference: async () => [], load: async () => null },
    units,
  };
  const parts = { runs, rows, check, units, clock };
  return {
    units,
    runs,
    runRows: rows,
    createRun: makeCreateRun(parts),
    orderRun: makeOrderRun({ ...parts, timeZoneOf: async () => 'Europe/Istanbul' }),
    runsPerSecond: 20,
    sendsDocuments: false,
    openLetter: async () => ({ content: Buffer.from('%PDF-1.7'), filename: 'letter.pdf' }),
    clock,
    settingsOf: async () => ({
      company: { name: 'Demo', workingHours: '', privacyUrl: '' },
      timeZone: 'Europe/Istanbul',
    }),
    changeRow: makeChangeRow(parts),
    runFigures: new FiguresOfRuns(rows, units),
    noteExport: async ({ what, subject, by, details }) => {
      held.exports.push(`${what} ${subject} ${by} ${details.format}`);
    },
  };
};
