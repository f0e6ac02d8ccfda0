import { copiesByIntent, inboundFaults, outboundFaults, readHistory } from '../support/history-checker.ts';
import { hastyEnvironment, sharedStorage } from '../support/kill-campaign.ts';
import { aTextMessage } from '../support/meta-webhook.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import {
  channelEnvironment,
  endProcesses,
  freePort,
  startProcess,
  untilReady,
  type RunningProcess,
} from '../support/process.ts';
import { waitFor } from '../support/wait-for.ts';
import { postWebhook, type SentUpdate } from '../support/webhook-load.ts';

let graph: MockGraph;
beforeEach(async () => {
  graph = await startMockGraph();
});
afterEach(async () => {
  await endProcesses();
  await graph.close();
});

const startOn = async (
  storage: Record<string, string>,
  more: Record<string, string> = {},
): Promise<RunningProcess> => {
  const port = String(await freePort());
  return startProcess({
    ...channelEnvironment(graph.url),
    ...hastyEnvironment,
    ...storage,
    ...more,
    PORT: port,
  });
};

const write = async (port: number, count: number): Promise<SentUpdate[]> => {
  const history: SentUpdate[] = [];
  for (let n = 0; n < count; n += 1) {
    const from = `9054${String(10_000_000 + n)}`;
    const messageId = `wamid.ROLE.${from}`;
    history.push({ messageId, from, tries: [await postWebhook(port, aTextMessage({ from, messageId }))] });
  }
  return history;
};

const recipients = (): Set<string | null> => new Set(graph.messages.map(({ to }) => to));

/** For tests that start two products one after the other, each of which is built up whole. */
const startsMs = 90_000;

describe('web and worker as two processes on one database', () => {
  it(
    'handle a message: one stores and acknowledges, the other answers',
    async () => {
      const storage = await sharedStorage();
      const web = await startOn(storage, { ROLE: 'web' });
      await untilReady(web);
      const history = await write(web.port, 3);
      expect(graph.messages).toHaveLength(0);

      const worker = await startOn(storage, { ROLE: 'worker' });
      await waitFor('three answers', () => recipients().size === 3, 20_000);
      // Lines are written a moment behind the answer, and the process that is asked is not the one that writes them.
      await waitFor(
        'their lines',
        async () => inboundFaults(history, await readHistory(web.port)).length === 0,
      );

      expect(history.map(({ tries }) => tries)).toEqual([['ok'], ['ok'], ['ok']]);
      expect(inboundFaults(history, await readHistory(web.port))).toEqual([]);
      expect(await Promise.all([web.stop(), worker.stop()])).toEqual([0, 0]);
    },
    startsMs,
  );
});

describe('a process told to stop', () => {
  it(
    'in the middle of sends: finishes those on the wire, leaves the others to the next, nothing twice',
    async () => {
      const storage = await sharedStorage();
      graph.behave({ kind: 'accept', delayMs: 300 });
      const first = await startOn(storage, { SEND_CONCURRENCY: '4' });
      await untilReady(first);
      const history = await write(first.port, 12);
      await waitFor('the first sends', () => graph.messages.length > 0);

      expect(await first.stop()).toBe(0);
      const sentByFirst = graph.messages.length;
      expect(sentByFirst).toBeLessThan(12);

      const second = await startOn(storage);
      await untilReady(second);
      await waitFor('twelve answers', () => recipients().size === 12, 20_000);
      const copies = [...copiesByIntent(graph.messages).values()].map(({ attempts }) => attempts.length);
      expect(copies.every((count) => count === 1)).toBe(true);
      expect(inboundFaults(history, await readHistory(second.port))).toEqual([]);
    },
    startsMs,
  );
});

describe('a process killed while a send is on the wire', () => {
  it(
    'after the platform took it (K6, K7): one more copy, the record ends accepted',
    async () => {
      const storage = await sharedStorage();
      graph.behave({ kind: 'hang' });
      const first = await startOn(storage);
      await untilReady(first);
      const history = await write(first.port, 1);
      await waitFor('the send on the wire', () => graph.messages.length === 1);
      await first.kill();

      graph.behave({ kind: 'accept' });
      const second = await startOn(storage);
      await untilReady(second);
      await waitFor('the second copy', () => graph.messages.length >= 2, 15_000);
      const recorded = await waitFor('the record', async () => {
        const seen = await readHistory(second.port);
        const settled = seen.conversations.every((one) =>
          one.lines.every(({ status }) => status !== 'pending'),
        );
        return settled && seen;
      });

      expect(inboundFaults(history, recorded)).toEqual([]);
      expect(outboundFaults(recorded, graph.messages, { maxCopies: 2, unknownOutcomes: 1 })).toEqual([]);
    },
    startsMs,
  );

  it(
    'with an answer lost on both attempts: given up as unknown, never a third copy',
    async () => {
      const storage = await sharedStorage();
      graph.behave({ kind: 'process-then-reset' });
      const started = await startOn(storage);
      await untilReady(started);
      await write(started.port, 1);

      const recorded = await waitFor(
        'the unknown outcome',
        async () => {
          const seen = await readHistory(started.port);
          const lines = seen.conversations.flatMap((one) => one.lines);
          return graph.messages.length === 2 && lines.some(({ status }) => status === 'unknown') && seen;
        },
        15_000,
      );
      expect(outboundFaults(recorded, graph.messages, { maxCopies: 2, unknownOutcomes: 2 })).toEqual([]);
    },
    startsMs,
  );

  it(
    'before the webhook was answered (K0, K1): the platform posts again, applied once',
    async () => {
      const storage = await sharedStorage();
      const first = await startOn(storage);
      await untilReady(first);
      const body = aTextMessage({ from: '905555555555', messageId: 'wamid.K1' });
      const tries = [postWebhook(first.port, body)];
      await first.kill();
      const second = await startOn(storage);
      await untilReady(second);
      tries.push(postWebhook(second.port, body), postWebhook(second.port, body));
      const history = [{ messageId: 'wamid.K1', from: '905555555555', tries: await Promise.all(tries) }];
      await waitFor('the answer', () => graph.messages.length > 0, 15_000);

      const recorded = await readHistory(second.port);
      expect(inboundFaults(history, recorded)).toEqual([]);
    },
    startsMs,
  );
});
