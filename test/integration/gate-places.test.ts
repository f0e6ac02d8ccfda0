import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { makeGate } from '../../src/http/admission.ts';
import type { HttpMetrics } from '../../src/http/http-metrics.ts';
import { makeTurns } from '../../src/http/turns.ts';

const metrics = { countShed: () => undefined } as unknown as HttpMetrics;

/** Calls that one connection makes at once, and how their caller goes away before any is answered. */
const calls = async (count: number): Promise<{ answers: ServerResponse[]; leave(): Promise<void> }> => {
  const answers: ServerResponse[] = [];
  let all = (): void => undefined;
  const isAsked = new Promise<void>((resolve) => (all = resolve));
  const server = createServer((_req, res) => {
    if (answers.push(res) === count) all();
  });
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const caller = connect((server.address() as AddressInfo).port);
  caller.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(count));
  await isAsked;
  const leave = async (): Promise<void> => {
    const isClosed = Promise.all(answers.slice(0, 1).map(({ req }) => once(req.socket, 'close')));
    server.close();
    caller.destroy();
    await isClosed;
  };
  return { answers, leave };
};

describe('a place of those that are at work at once', () => {
  const places = () => {
    const gate = makeGate('api', 1, metrics);
    const turns = makeTurns('pdfs', { limit: 1, maxWaiting: 0, maxWaitMs: 1 }, metrics);
    const isFree = async (other: ServerResponse): Promise<boolean[]> => [
      await new Promise<void>((resolve) => resolve(gate.look(other))).then(
        () => true,
        () => false,
      ),
      await turns.take(other, 'b').catch(() => false),
    ];
    const enter = async (res: ServerResponse): Promise<boolean> => {
      gate.enter(res, 'a');
      return turns.take(res, 'a');
    };
    return { enter, isFree };
  };

  it('the caller left while it was found out who it is: free, and no turn is given', async () => {
    const [gone, other] = [await calls(1), await calls(1)];
    const { enter, isFree } = places();
    await gone.leave();
    expect(await enter(gone.answers[0]!)).toBe(false);
    expect(await isFree(other.answers[0]!)).toEqual([true, true]);
    await other.leave();
  });

  it('a call behind another one of its connection, which breaks off: free', async () => {
    const [two, other] = [await calls(2), await calls(1)];
    const { enter, isFree } = places();
    expect(await enter(two.answers[1]!)).toBe(true);
    expect(await isFree(other.answers[0]!)).toEqual([false, false]);
    await two.leave();
    expect(await isFree(other.answers[0]!)).toEqual([true, true]);
    await other.leave();
  });
});
