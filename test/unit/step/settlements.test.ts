import type { AppliedInput } from '../../../src/inbox/inbox.repository.ts';
import { Settlements, type CommittedStep } from '../../../src/step/settlements.ts';
import type { StepOutput } from '../../../src/step/step-output.ts';
import { tenantA, tenantB } from '../../support/builders-api.ts';
import { aCommittedStep, anOutput } from '../../support/builders-steps.ts';
import { anIntent } from '../../support/builders-work.ts';
import { VirtualTime } from '../../support/virtual-time.ts';

const gatherMs = 100;
const restMs = 800;

interface Calls {
  relayed: { tenantId: string; outputs: readonly StepOutput[] }[];
  completed: AppliedInput[][];
  finished: { conversationId: string; rev: number; leaseToken: number }[];
  storedAfter: number[];
  settled: CommittedStep[];
  finishNoted: string[];
  lost: { conversationId: string; rev: number; message: string }[];
}

type Fails = 'relay' | 'complete' | 'finish' | 'store' | null;

let time: VirtualTime;

/** The settlements of one process, on a time that passes when a test says so; `fails`: which of its calls is refused. */
const start = () => {
  const calls: Calls = {
    ...{ relayed: [], completed: [], finished: [], storedAfter: [] },
    ...{ settled: [], finishNoted: [], lost: [] },
  };
  const world: { fails: Fails; held: Promise<void> | null } = { fails: null, held: null };
  const unless = (what: Fails): void => {
    if (world.fails === what) throw new Error(`${what} refused`);
  };
  const settlements = new Settlements({
    relay: async (tenantId, outputs) => {
      calls.relayed.push({ tenantId, outputs });
      await world.held;
      unless('relay');
    },
    inbox: {
      complete: async (applied) => {
        await Promise.resolve();
        unless('complete');
        calls.completed.push([...applied]);
      },
    },
    conversations: {
      finish: async (_tenantId, done) => {
        await Promise.resolve();
        unless('finish');
        for (const { conversationId, rev, leaseToken } of done)
          calls.finished.push({ conversationId, rev, leaseToken });
      },
    },
    storeSentAtOnce: async (milliseconds) => {
      await Promise.resolve();
      calls.storedAfter.push(milliseconds);
      unless('store');
    },
    onSettled: (steps) => calls.settled.push(...steps),
    onFinished: (ids) => calls.finishNoted.push(...ids),
    onLost: (steps, error) => {
      const { message } = error as Error;
      calls.lost.push(...steps.map(({ conversationId, rev }) => ({ conversationId, rev, message })));
    },
    clock: { now: () => new Date(time.now) },
  });
  const turn = (milliseconds: number): Promise<void> => time.passTo(time.now + milliseconds);
  return { settlements, calls, world, turn };
};

const urgent = (changes: Partial<CommittedStep> = {}): CommittedStep =>
  aCommittedStep({
    outputs: [anOutput({ conversationId: changes.conversationId ?? 'cnv_1', intents: [anIntent()] })],
    ...changes,
  });

/** A promise and what ends it. */
const promised = () => {
  const ends = { keep: (): void => undefined, refuse: (_error: Error): void => undefined };
  const promise = new Promise<void>((resolve, reject) => {
    ends.keep = resolve;
    ends.refuse = reject;
  });
  return { promise, ...ends };
};

const idsOf = (applied: readonly (readonly AppliedInput[])[]): string[][] =>
  applied.map((group) => group.map(({ id }) => id));

beforeEach(() => {
  time = new VirtualTime('2026-11-24T10:00:00.000Z');
  time.install();
});
afterEach(() => time.restore());

describe('what a commit leaves, relayed', () => {
  it.each([
    ['a message that has its turn in the outbox', { intents: [anIntent()] }],
    ['a request’s change', { forwards: [{ id: 'f', requestId: 'req_1', fromContactRef: null }] }],
    ['a link', { uploadLinks: [{ tokenHash: 'h', requestId: 'req_1', expiresAt: 'x', at: 'x' }] }],
  ])('%s: before the caller goes on, in the same moment', async (_title, owed) => {
    const { settlements, calls } = start();
    await settlements.add([aCommittedStep({ outputs: [anOutput(owed)] })]);

    expect(calls.relayed).toMatchObject([{ tenantId: tenantA, outputs: [owed] }]);
    expect(calls.completed).toEqual([]);
  });

  it('a transcript line and a tapped button: with the others of that moment, 100 ms later', async () => {
    const { settlements, calls, turn } = start();
    await settlements.add([aCommittedStep({ outputs: [anOutput({ arrived: ['cnv_1:0:0'] })] })]);
    await turn(50);
    await settlements.add([aCommittedStep({ conversationId: 'cnv_2', inputIds: ['in_2'] })]);
    await turn(40);
    expect([calls.relayed, calls.completed]).toEqual([[], []]);
    await turn(10);

    expect(calls.relayed.map(({ outputs }) => outputs.length)).toEqual([2]);
    expect(idsOf(calls.completed)).toEqual([['in_1', 'in_2']]);
  });

  it('of two tenants: each by itself', async () => {
    const { settlements, calls, turn } = start();
    await settlements.add([
      aCommittedStep(),
      aCommittedStep({ tenantId: tenantB, conversationId: 'cnv_b', inputIds: ['in_b'] }),
    ]);
    await turn(gatherMs);

    expect(calls.relayed.map(({ tenantId, outputs }) => [tenantId, outputs.length])).toEqual([
      [tenantA, 1],
      [tenantB, 1],
    ]);
  });

  it('an intent that is sent at once: not given to the relay, those of earlier steps are, and the rest of it', async () => {
    const { settlements, calls, turn } = start();
    const earlier = anOutput({ rev: 1, intents: [anIntent()] });
    const task = anOutput({
      rev: 2,
      intents: [anIntent({ id: 'cnv_1:2:0' })],
      atOnce: { owner: 'me', until: new Date(0) },
      arrived: ['cnv_1:1:0'],
    });
    await settlements.add([aCommittedStep({ outputs: [earlier, task], stored: Promise.resolve() })]);
    await turn(gatherMs);

    const [first, own] = calls.relayed[0]?.outputs ?? [];
    expect(first).toBe(earlier);
    expect(own).toMatchObject({ intents: [], arrived: ['cnv_1:1:0'] });
    expect(own).not.toHaveProperty('atOnce');
  });
});

describe('what a commit leaves, completed', () => {
  it('not before its intent is in the outbox: others of the same moment do not wait for it', async () => {
    const { settlements, calls, turn } = start();
    const { promise, keep } = promised();
    await settlements.add([
      aCommittedStep({ stored: promise }),
      aCommittedStep({ conversationId: 'cnv_2', inputIds: ['in_2'] }),
    ]);
    await turn(gatherMs * 3);
    expect(idsOf(calls.completed)).toEqual([['in_2']]);

    keep();
    await turn(gatherMs);
    expect(idsOf(calls.completed)).toEqual([['in_2'], ['in_1']]);
    expect(calls.settled.map(({ conversationId }) => conversationId)).toEqual(['cnv_2', 'cnv_1']);
    expect(new Set(calls.storedAfter)).toEqual(new Set([200]));
  });

  it('not before it is relayed: a slow relay holds it back, not the caller’s next steps', async () => {
    const { settlements, calls, world, turn } = start();
    const { promise, keep } = promised();
    world.held = promise;
    const added = settlements.add([urgent()]);
    world.held = null;
    await settlements.add([aCommittedStep({ conversationId: 'cnv_2', inputIds: ['in_2'] })]);
    await turn(gatherMs * 2);
    expect(idsOf(calls.completed)).toEqual([['in_2']]);

    keep();
    await added;
    await turn(gatherMs);
    expect(idsOf(calls.completed)).toEqual([['in_2'], ['in_1']]);
    expect(calls.relayed).toHaveLength(2);
  });

  it.each([
    ['relay', 'relay refused'],
    ['complete', 'complete refused'],
    ['store', 'store refused'],
  ] as const)(
    '%s refused: lost once, and its conversation is never said to be finished',
    async (call, why) => {
      const { settlements, calls, world, turn } = start();
      world.fails = call;
      await settlements.add([aCommittedStep()]);
      await turn(gatherMs);
      world.fails = null;
      await turn(restMs * 3);

      expect(calls.lost).toEqual([{ conversationId: 'cnv_1', rev: 1, message: why }]);
      expect([calls.completed, calls.settled, calls.finished]).toEqual([[], [], []]);
    },
  );

  it('an urgent relay refused: the caller goes on, the step is lost', async () => {
    const { settlements, calls, world } = start();
    world.fails = 'relay';
    await settlements.add([urgent()]);

    expect(calls.lost).toEqual([{ conversationId: 'cnv_1', rev: 1, message: 'relay refused' }]);
  });

  it('its intent could not be stored: lost, and not completed by anything', async () => {
    const { settlements, calls, turn } = start();
    const { promise, refuse } = promised();
    await settlements.add([aCommittedStep({ stored: promise })]);
    refuse(new Error('not stored'));
    await turn(restMs * 2);

    expect(calls.lost).toEqual([{ conversationId: 'cnv_1', rev: 1, message: 'not stored' }]);
    expect([calls.completed, calls.finished]).toEqual([[], []]);
  });

  it('an earlier step of the conversation is lost: a later one is completed, but ends nothing', async () => {
    const { settlements, calls, turn } = start();
    const { promise, refuse } = promised();
    await settlements.add([aCommittedStep({ stored: promise })]);
    await settlements.add([aCommittedStep({ rev: 2, inputIds: ['in_2'] })]);
    refuse(new Error('not stored'));
    await turn(restMs * 3);

    expect(idsOf(calls.completed)).toEqual([['in_2']]);
    expect([calls.lost.length, calls.finished]).toEqual([1, []]);
  });
});

describe('what a commit leaves, finished', () => {
  it('a conversation that rests: not before 800 ms, once, as of its last commit', async () => {
    const { settlements, calls, turn } = start();
    await settlements.add([aCommittedStep({ rev: 4, leaseToken: 7 })]);
    await turn(restMs - 10);
    expect(calls.finished).toEqual([]);
    await turn(gatherMs);

    expect(calls.finished).toEqual([{ conversationId: 'cnv_1', rev: 4, leaseToken: 7 }]);
    expect(calls.finishNoted).toEqual(['cnv_1']);
    await turn(restMs * 2);
    expect(calls.finished).toHaveLength(1);
  });

  it('a conversation that goes on: only its last commit is finished', async () => {
    const { settlements, calls, turn } = start();
    for (const rev of [1, 2, 3, 4, 5]) {
      await settlements.add([aCommittedStep({ rev, inputIds: [`in_${rev}`] })]);
      await turn(500);
    }
    expect(calls.finished).toEqual([]);
    await turn(restMs);

    expect(calls.finished).toEqual([{ conversationId: 'cnv_1', rev: 5, leaseToken: 1 }]);
    expect(idsOf(calls.completed).flat()).toEqual(['in_1', 'in_2', 'in_3', 'in_4', 'in_5']);
  });

  it('something of it still open after its rest: not before that is completed', async () => {
    const { settlements, calls, turn } = start();
    const { promise, keep } = promised();
    await settlements.add([aCommittedStep({ stored: promise })]);
    await turn(restMs * 2);
    expect(calls.finished).toEqual([]);
    keep();
    await turn(gatherMs);

    expect(calls.finished).toHaveLength(1);
  });

  it('refused: lost to the sweep once, not tried again', async () => {
    const { settlements, calls, world, turn } = start();
    world.fails = 'finish';
    await settlements.add([aCommittedStep()]);
    await turn(restMs + gatherMs);
    world.fails = null;
    await turn(restMs * 2);

    expect(calls.lost).toEqual([{ conversationId: 'cnv_1', rev: 1, message: 'finish refused' }]);
    expect([calls.finished, calls.finishNoted]).toEqual([[], []]);
  });
});

describe('what a commit leaves, all of it now', () => {
  it('nothing there: says so', async () => {
    expect(await start().settlements.settleAll({ store: true })).toBe(false);
  });

  it('without a clock that turns: relayed, completed and finished', async () => {
    const { settlements, calls } = start();
    await settlements.add([aCommittedStep(), urgent({ conversationId: 'cnv_2', inputIds: ['in_2'] })]);

    expect(await settlements.settleAll({ store: false })).toBe(true);
    expect(idsOf(calls.completed)).toEqual([['in_1', 'in_2']]);
    expect(calls.finished.map(({ conversationId }) => conversationId)).toEqual(['cnv_1', 'cnv_2']);
    expect(await settlements.settleAll({ store: false })).toBe(false);
  });

  it('an answer of the platform that is not here: waited for, or with `store` not', async () => {
    for (const store of [false, true]) {
      const { settlements, calls, turn } = start();
      const { promise, keep } = promised();
      await settlements.add([aCommittedStep({ stored: promise })]);
      const all = settlements.settleAll({ store });
      await turn(0);
      expect([calls.completed, calls.storedAfter]).toEqual([[], store ? [0] : []]);
      keep();
      expect(await all).toBe(true);
      expect(idsOf(calls.completed)).toEqual([['in_1']]);
    }
  });
});

describe('whoever waits for everything to be settled', () => {
  // The storage is gone while an answer of the platform is out: nobody stores the intent any more, nor says that it is lost.
  it.each([
    ['at the end', (settlements: Settlements) => settlements.settleAll({ store: false })],
    ['before reading', (settlements: Settlements) => settlements.catchUp()],
  ] as const)(
    '%s: waits no longer for a step that is lost meanwhile',
    async (_title, wait) => {
      const { settlements, calls, world, turn } = start();
      const { promise } = promised();
      await settlements.add([aCommittedStep({ conversationId: 'cnv_1', rev: 3, stored: promise })]);
      world.fails = 'store';
      let isOver = false;
      const waiting = wait(settlements).then(() => {
        isOver = true;
      });
      expect(isOver).toBe(false);
      await turn(gatherMs);
      await waiting;

      expect(isOver).toBe(true);
      expect(calls.lost).toEqual([{ conversationId: 'cnv_1', rev: 3, message: 'store refused' }]);
    },
    5_000,
  );
});
