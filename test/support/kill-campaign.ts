import type { Db } from 'mongodb';
import { startCallbackReceiver } from './callback-receiver.ts';
import { readHistory, type RecordedHistory } from './history-checker.ts';
import { startBusinessLoad } from './kill-business.ts';
import { readKept, type KeptRecords } from './kill-records.ts';
import { lookInside } from './look-inside.ts';
import { startMockGraph, type MockBehaviour, type MockGraph } from './mock-graph.ts';
import {
  apiGet,
  apiPut,
  channelEnvironment,
  freePort,
  freshDirectory,
  startProcess,
  untilReady,
  type RunningProcess,
} from './process.ts';
import { aPdf } from './sample-files.ts';
import { waitFor } from './wait-for.ts';
import { knownCustomers, startWebhookLoad, type SentUpdate } from './webhook-load.ts';

/** What a campaign of kills under load left behind. */
export interface CampaignResult {
  history: readonly SentUpdate[];
  recorded: RecordedHistory;
  graph: MockGraph;
  /** Sends that were made again and had to be: cut by the platform, or a process was killed before the next copy. */
  unknownOutcomes: number;
  /** Event ids that were answered 202, with what the product says of them. */
  events: readonly { eventId: string; status: string; requestIds: readonly string[] }[];
  /** What is in the collections besides. */
  kept: KeptRecords;
  /** Callbacks as they came, with those copies that no kill explains. */
  callbacks: { count: number; unexplained: readonly string[] };
  kills: number;
}

export interface CampaignOptions {
  /** Processes on one database; the nemesis kills one of them at a time. */
  processes: number;
  /** How long the nemesis kills; on a machine with much else to do as much longer as it takes to have enough to look at. */
  forMs: number;
  people: number;
  everyMs: number;
  /** Between a process being ready and the next kill, at most. */
  calmMs: number;
}

/** Short waits, so that what a kill leaves open is decided within seconds. */
export const hastyEnvironment = {
  // Long enough for a machine that gives a process a tenth of a processor to do within it what it took on.
  LEASE_MS: '4000',
  SEND_TIMEOUT_MS: '1500',
  UNKNOWN_OUTCOME_WAIT_MS: '700',
  POLL_INTERVAL_MS: '200',
  RETRY_BASE_MS: '200',
  RETRY_CAP_MS: '1000',
  // A machine that is busy for a second and a half leaves many sends without an answer, and the platform is spared for a while.
  BREAKER_OPEN_MS: '700',
  QUIET_HOURS: 'off',
  HEALTH_TIMEOUT_MS: '5000',
};

/** What makes a campaign worth looking at: messages and events that were stored and answered. */
const enough = { messages: 150, events: 8 };
const patienceMs = 120_000;
/** What is left open is done within seconds; beside others that want the machine as well, within minutes. */
const quietMs = 120_000;

const cut = new Set<MockBehaviour['kind']>(['process-then-reset', 'reset', 'truncate']);
/** A start takes two seconds; beside a load and on a machine with much else to do, half a minute. */
const readyMs = 90_000;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const unreliable = (): MockBehaviour => {
  const dice = Math.random();
  if (dice < 0.02) return { kind: 'process-then-reset' };
  if (dice < 0.03) return { kind: 'reset' };
  if (dice < 0.04) return { kind: 'truncate' };
  return { kind: 'accept', delayMs: Math.random() * 40 };
};

/** A database of the run for every process: a directory, or the server of an independent engine. */
export const sharedStorage = async (): Promise<Record<string, string>> => {
  const uri = process.env.MONGODB_TEST_URI;
  const directory = await freshDirectory();
  if (uri === undefined || uri === '') return { DATA_DIR: directory };
  const named = new URL(uri);
  named.pathname = `/kill_${directory.slice(-6)}`;
  return { DATA_DIR: directory, MONGODB_URI: named.toString() };
};

interface Call {
  intentId: string;
  at: number;
  wasCut: boolean;
}

/** From the signal to the exit of a killed process. */
interface Kill {
  from: number;
  until: number;
}

/** What a dead process had already written to its socket is read this much later at most. */
const readLateMs = 250;

/** A call that was followed by another copy, and whose outcome nobody could know: cut, or a kill came in between. */
const isExplained = (call: Call, calls: readonly Call[], kills: readonly Kill[]): boolean => {
  const next = calls.find(({ intentId, at }) => intentId === call.intentId && at > call.at);
  if (next === undefined) return false;
  return call.wasCut || kills.some(({ from, until }) => until + readLateMs >= call.at && from <= next.at);
};

/** A row of the last menu a number got that only says something. */
const menuRowOf = (graph: MockGraph, from: string): string | null => {
  const menu = graph.messages.findLast(
    ({ to, body }) => to === `+${from}` && JSON.stringify(body).includes('.askedForLanguage"'),
  );
  return /"id":"([^"]+\.askedForLanguage)"/.exec(JSON.stringify(menu?.body ?? {}))?.[1] ?? null;
};

/** A business system's end of the callbacks, which notes when each call came. */
const listen = async () => {
  const receiver = await startCallbackReceiver();
  const times: number[] = [];
  receiver.answer(() => {
    times.push(performance.now());
    return 204;
  });
  /** Ids that came twice although nobody died in between, or with another content. */
  const unexplained = (kills: readonly Kill[]): string[] => {
    const first = new Map<string, { at: number; raw: string }>();
    return receiver.calls.flatMap(({ headers, raw }, index) => {
      const id = String(headers['webhook-id']);
      const at = times[index] ?? 0;
      const known = first.get(id);
      first.set(id, known ?? { at, raw });
      if (known === undefined) return [];
      const died = kills.some(({ from, until }) => until + readLateMs >= known.at && from <= at);
      return died && known.raw === raw ? [] : [id];
    });
  };
  return { receiver, unexplained };
};

const putCustomers = async (port: number, people: number): Promise<void> => {
  for (const { ref, phone } of knownCustomers(people))
    await apiPut(port, `/v1/customers/${ref}`, {
      name: `Deneme ${ref}`,
      contacts: [{ ref: `${ref}-1`, name: `Deneme ${ref}`, phone, roles: ['all'] }],
    });
};

/** Kills one process after the other, each when it is ready again. */
const killAgainAndAgain = async (
  { forMs, calmMs }: CampaignOptions,
  processes: RunningProcess[],
  { start, isEnough }: { start: (port: number) => RunningProcess; isEnough: () => boolean },
): Promise<Kill[]> => {
  const kills: Kill[] = [];
  const until = performance.now() + forMs;
  const goesOn = (): boolean =>
    performance.now() < until || (!isEnough() && performance.now() < until + patienceMs);
  for (let n = 0; n < 2 || goesOn(); n += 1) {
    await pause(100 + Math.random() * calmMs);
    const victim = n % processes.length;
    const dying = processes[victim] as RunningProcess; // the place of one that runs
    const from = performance.now();
    await dying.kill();
    kills.push({ from, until: performance.now() });
    const next = start(dying.port);
    processes[victim] = next;
    await untilReady(next, readyMs);
  }
  await pause(calmMs);
  return kills;
};

/** Runs the load, kills, waits until nothing is open any more, and reads back what the product recorded. */
export const runKillCampaign = async (options: CampaignOptions): Promise<CampaignResult> => {
  const graph = await startMockGraph();
  const { receiver, unexplained } = await listen();
  const calls: Call[] = [];
  graph.behave((call) => {
    const behaviour: MockBehaviour = call.body.status === 'read' ? { kind: 'accept' } : unreliable();
    if (call.body.status !== 'read') {
      const [, intentId = ''] = String(call.body.biz_opaque_callback_data).split('.');
      calls.push({ intentId, at: performance.now(), wasCut: cut.has(behaviour.kind) });
    }
    return behaviour;
  });
  const storage = await sharedStorage();
  const ports = await Promise.all(Array.from({ length: options.processes }, () => freePort()));
  const start = (port: number): RunningProcess =>
    startProcess({
      ...channelEnvironment(graph.url),
      ...hastyEnvironment,
      ...storage,
      CALLBACK_URL: receiver.url,
      CALLBACK_ALLOWED_ADDRESSES: '127.0.0.0/8',
      PORT: String(port),
    });
  const processes = ports.map(start);
  await Promise.all(processes.map((one) => untilReady(one, readyMs)));
  const inside = await lookInside(storage);
  try {
    await putCustomers(ports[0] ?? 0, options.people);
    const media = graph.putMedia(aPdf('Dekont'), 'application/pdf');
    const platform = { media, menuRowOf: (from: string) => menuRowOf(graph, from) };
    const load = startWebhookLoad({ ports, people: options.people, everyMs: options.everyMs, platform });
    const business = startBusinessLoad(ports);
    const isEnough = (): boolean =>
      load.history.filter(({ tries }) => tries.includes('ok')).length > enough.messages &&
      business.accepted.length > enough.events;
    const kills = await killAgainAndAgain(options, processes, { start, isEnough });
    await Promise.all([load.stop(), business.stop()]);

    const [port = 0] = ports;
    await untilQuiet(port, inside.db, processes);
    const events: { eventId: string; status: string; requestIds: string[] }[] = [];
    for (const eventId of business.accepted) events.push(await apiGet(port, `/v1/events/${eventId}`));
    const recorded = await readHistory(port);
    const kept = await readKept(inside.db, port);
    const codes = await Promise.all(processes.map((one) => one.stop()));
    if (codes.some((code) => code !== 0))
      throw new Error(`exit codes ${codes.join(', ')}: ${lastWords(processes)}`);
    return {
      history: load.history,
      recorded,
      kept,
      graph,
      unknownOutcomes: calls.filter((call) => isExplained(call, calls, kills)).length,
      events,
      callbacks: { count: receiver.calls.length, unexplained: unexplained(kills) },
      kills: kills.length,
    };
  } finally {
    await inside.close();
    await receiver.close();
    await graph.close();
  }
};

const lastWords = (processes: readonly RunningProcess[]): string =>
  processes.map((one) => `${one.stdout().slice(-2_000)}${one.stderr().slice(-2_000)}`).join('\n');

const queues = ['inbox_pending', 'outbox_queued', 'outbox_unknown'];

const openQueues = async (port: number): Promise<number[]> => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await answer.text();
  return queues.map((name) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN));
};

const uncheckedStates = ['pending_fetch', 'pending_scan'];

/** Nothing waits: no input, no message, no unknown outcome, no event, no file, in two looks one after the other. */
const isQuiet = async (port: number, db: Db): Promise<boolean> => {
  for (let look = 0; look < 2; look += 1) {
    const open = await openQueues(port);
    open.push(
      await db.collection('events').countDocuments({ status: 'accepted' }),
      await db.collection('files').countDocuments({ state: { $in: uncheckedStates } }),
      await db.collection('files').countDocuments({ reportAt: { $ne: null } }),
    );
    await pause(300);
    if (open.some((count) => count !== 0)) return false;
  }
  return true;
};

const untilQuiet = async (port: number, db: Db, processes: readonly RunningProcess[]): Promise<void> => {
  // A file is lent for minutes, since a scan may take long. Nobody dies any more: what the dead had is free now.
  const files = db.collection('files');
  const now = new Date();
  await files.updateMany(
    { state: { $in: uncheckedStates }, nextAttemptAt: { $gt: now } },
    { $set: { nextAttemptAt: now } },
  );
  await files.updateMany({ reportAt: { $gt: now } }, { $set: { reportAt: now } });
  await waitFor('every queue to be empty', () => isQuiet(port, db), quietMs).catch(async (error: unknown) => {
    const waiting = await db
      .collection('outbox')
      .find({ settled: false })
      .project({ state: 1, reason: 1, attempt: 1, wakeAt: 1, class: 1 })
      .toArray();
    throw new Error(
      `${String(error)} at ${new Date().toISOString()}; open: ${(await openQueues(port)).join(', ')}; ` +
        `messages: ${JSON.stringify(waiting)}\n${lastWords(processes)}`,
      { cause: error },
    );
  });
};
