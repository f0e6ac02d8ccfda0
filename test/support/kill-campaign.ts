import { anApprovalEvent } from './events.ts';
import { readHistory, type RecordedHistory } from './history-checker.ts';
import { startMockGraph, type MockBehaviour, type MockGraph } from './mock-graph.ts';
import {
  apiGet,
  channelEnvironment,
  freePort,
  freshDirectory,
  processApiKey,
  startProcess,
  untilReady,
  type RunningProcess,
} from './process.ts';
import { waitFor } from './wait-for.ts';
import { startWebhookLoad, type SentUpdate } from './webhook-load.ts';

/** What a campaign of kills under load left behind. */
export interface CampaignResult {
  history: readonly SentUpdate[];
  recorded: RecordedHistory;
  graph: MockGraph;
  /** Sends that were made again and had to be: cut by the platform, or a process was killed before the next copy. */
  unknownOutcomes: number;
  /** Event ids that were answered 202, with what the product says of them. */
  events: readonly { eventId: string; status: string; requestIds: readonly string[] }[];
  kills: number;
}

export interface CampaignOptions {
  /** Processes on one database; the nemesis kills one of them at a time. */
  processes: number;
  /** How long the nemesis kills; a slow machine sees fewer kills, not a longer test. */
  forMs: number;
  people: number;
  everyMs: number;
  /** Between a process being ready and the next kill, at most. */
  calmMs: number;
}

/** Short waits, so that what a kill leaves open is decided within seconds. */
export const hastyEnvironment = {
  LEASE_MS: '2500',
  SEND_TIMEOUT_MS: '1500',
  UNKNOWN_OUTCOME_WAIT_MS: '700',
  POLL_INTERVAL_MS: '200',
};

const cut = new Set<MockBehaviour['kind']>(['process-then-reset', 'reset', 'truncate']);
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

/** Posts an event again and again until it is accepted, as an outbox of a business system does. */
const reportEvent = async (
  ports: readonly number[],
  event: object,
  isOver: () => boolean,
): Promise<boolean> => {
  for (let n = 0; !isOver(); n += 1) {
    const answer = await fetch(`http://127.0.0.1:${ports[n % ports.length]}/v1/events`, {
      method: 'POST',
      headers: { authorization: `Bearer ${processApiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify(event),
      signal: AbortSignal.timeout(5_000),
    }).catch(() => null);
    await answer?.arrayBuffer().catch(() => undefined);
    if (answer?.status === 202) return true;
    await pause(100);
  }
  return false;
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

/** Runs the load, kills, waits until nothing is open any more, and reads back what the product recorded. */
export const runKillCampaign = async (options: CampaignOptions): Promise<CampaignResult> => {
  const graph = await startMockGraph();
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
    startProcess({ ...channelEnvironment(graph.url), ...hastyEnvironment, ...storage, PORT: String(port) });
  const processes = ports.map(start);
  await Promise.all(processes.map((one) => untilReady(one)));

  const load = startWebhookLoad({ ports, people: options.people, everyMs: options.everyMs });
  let over = false;
  const accepted: string[] = [];
  const business = (async () => {
    for (let n = 1; !over; n += 1) {
      const eventId = `evt_kill_${n}`;
      const event = anApprovalEvent({
        eventId,
        customer: `C0${String((n % 12) + 1).padStart(2, '0')}`,
        occurredAt: new Date().toISOString(),
        data: { reply_deadline: new Date(Date.now() + 20 * 60 * 60_000).toISOString() },
      });
      if (await reportEvent(ports, event, () => over)) accepted.push(eventId);
      await pause(150);
    }
  })();

  const kills: Kill[] = [];
  const until = performance.now() + options.forMs;
  for (let n = 0; n < 2 || performance.now() < until; n += 1) {
    await pause(100 + Math.random() * options.calmMs);
    const victim = n % ports.length;
    const from = performance.now();
    await (processes[victim] as RunningProcess).kill();
    kills.push({ from, until: performance.now() });
    const next = start(ports[victim] as number);
    processes[victim] = next;
    await untilReady(next);
  }
  await pause(options.calmMs);
  over = true;
  await Promise.all([load.stop(), business]);

  const [port = 0] = ports;
  await waitFor('every queue to be empty', () => isQuiet(port), 20_000).catch(async (error: unknown) => {
    const said = processes
      .map((one) => `${one.stdout().slice(-2_000)}${one.stderr().slice(-2_000)}`)
      .join('\n');
    throw new Error(`${String(error)}; open: ${(await openWork(port)).join(', ')}\n${said}`, {
      cause: error,
    });
  });
  const events: { eventId: string; status: string; requestIds: string[] }[] = [];
  for (const eventId of accepted) events.push(await apiGet(port, `/v1/events/${eventId}`));
  const recorded = await readHistory(port);
  const codes = await Promise.all(processes.map((one) => one.stop()));
  if (codes.some((code) => code !== 0))
    throw new Error(
      `exit codes ${codes.join(', ')}: ${processes.map((one) => one.stdout().slice(-1_500)).join('\n')}`,
    );
  await graph.close();
  return {
    history: load.history,
    recorded,
    graph,
    unknownOutcomes: calls.filter((call) => isExplained(call, calls, kills)).length,
    events,
    kills: kills.length,
  };
};

const queues = ['inbox_pending', 'outbox_queued', 'outbox_unknown'];

const openWork = async (port: number): Promise<number[]> => {
  const answer = await fetch(`http://127.0.0.1:${port}/metrics`);
  const text = await answer.text();
  return queues.map((name) => Number(new RegExp(`^${name} (\\d+)`, 'm').exec(text)?.[1] ?? Number.NaN));
};

/** Nothing waits: no input, no message, no unknown outcome, in two looks one after the other. */
const isQuiet = async (port: number): Promise<boolean> => {
  for (let look = 0; look < 2; look += 1) {
    const open = await openWork(port);
    await pause(300);
    if (open.some((count) => count !== 0)) return false;
  }
  return true;
};
