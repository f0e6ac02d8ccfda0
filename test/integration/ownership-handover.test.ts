import type { SendResult } from '../../src/delivery/message-sender.ts';
import { ModelOutbox } from '../support/model-outbox.ts';
import { ModelStorage } from '../support/model-storage.ts';
import { aMessageOf } from '../support/ownership-simulation.ts';
import { SimulatedProcess, simulated, type SharedWorld } from '../support/simulated-process.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const name = 'cnv_001';
const second = 1_000;

/** Some processes, one person, and a platform that answers as a test says; calls take the same time each. */
const start = (known: readonly string[] = [name]) => {
  const time = new VirtualTime('2026-11-23T07:00:00.000Z');
  const answers: SendResult[] = [];
  let sent = 0;
  const world: SharedWorld = {
    time,
    weather: { random: () => 0.5, faultRate: 0 },
    storage: new ModelStorage(time, known),
    outbox: new ModelOutbox(),
    arrivals: [],
    lostCalls: [],
    answer: () => {
      sent += 1;
      const accepted = { kind: 'accepted', userId: null, phone: null, held: false } as const;
      return answers.shift() ?? { ...accepted, messageId: `wamid.${sent}` };
    },
  };
  let written = 0;
  const writesTo = (process: SimulatedProcess): void => {
    written += 1;
    void process.receive(aMessageOf(name, written, time.now));
  };
  const pass = (milliseconds: number): Promise<void> => time.passTo(time.now + milliseconds);
  const until = async (isSo: () => boolean): Promise<void> => {
    for (let passed = 0; !isSo(); passed += 1) {
      if (passed > 10 * second) throw new Error('it did not come to that');
      await pass(1);
    }
  };
  return {
    world,
    answers,
    writesTo,
    pass,
    until,
    process: (id: string) => new SimulatedProcess(id, 0, world),
  };
};

const appliedIn = ({ storage }: SharedWorld): string[] =>
  storage.steps.flatMap(({ inputIds }) => [...inputIds]);

let scene: ReturnType<typeof start>;
beforeEach(() => {
  scene = start();
  scene.world.time.install();
});
afterEach(() => scene.world.time.restore());

describe('a conversation that a dead process has leased', () => {
  it.each([2, 3, 10])(
    '%i messages meanwhile, to one process and each during the attempt to claim for the one before: all are applied after the lease',
    async (count) => {
      const { world, writesTo, pass, until, process } = scene;
      const [dead, living] = [process('dead'), process('living')];
      writesTo(dead);
      await until(() => world.storage.claimed === 1);
      dead.gate.kill();
      living.start();
      for (let n = 0; n < count; n += 1) {
        writesTo(living);
        await pass(14);
      }
      await pass(simulated.leaseMs - 2 * second);
      expect(appliedIn(world)).toEqual([]);
      await pass(10 * second);

      expect(appliedIn(world).sort()).toEqual([...world.storage.inbox.keys()].sort());
      expect(appliedIn(world)).toHaveLength(count + 1);
    },
  );
});

describe('a conversation that somebody else worked meanwhile', () => {
  it('their answer still waits for its second attempt: this process does not send past it', async () => {
    const { world, answers, writesTo, pass, until, process } = scene;
    const [dead, one, other] = [process('dead'), process('one'), process('other')];
    writesTo(dead);
    await until(() => world.storage.steps.length === 1);
    dead.gate.kill();
    // It finishes what the dead one left, and from that knows the conversation's intents.
    one.start();
    await pass(5 * second);
    expect(world.arrivals.map(({ process: by }) => by)).toEqual(['one']);

    answers.push({ kind: 'refused', refusal: 'transient', code: 131000, retryAfterMs: 5 * second });
    writesTo(other);
    await until(() => world.arrivals.length === 2);
    await pass(second);
    writesTo(one);
    await pass(20 * second);

    const sent = world.arrivals.map(({ intentId, attempt }) => `${intentId} ${attempt}`);
    expect(sent).toHaveLength(4);
    expect(sent.map((id) => id.split(':')[1])).toEqual(['1', '2', '2', '3']);
  });
});

describe('the first message of somebody new', () => {
  const heardBy = ({ world }: typeof scene): string[] => world.arrivals.map(({ process: by }) => by);
  beforeEach(() => {
    scene.world.time.restore();
    scene = start([]);
    scene.world.time.install();
  });

  it('whose conversation this process made: stepped without a claim, answered once', async () => {
    const { world, writesTo, pass, process } = scene;
    const one = process('one');
    one.start();
    writesTo(one);
    await pass(20 * second);

    expect(appliedIn(world)).toEqual(['in_1']);
    expect(heardBy(scene)).toEqual(['one']);
    // The one sweep of what the step left, where there is one, comes after the answer.
    expect(world.storage.steps.map(({ owner }) => owner)).toEqual(['one']);
    expect(world.storage.claimed).toBe(0);
  });

  it('and a second to another process before the first is stepped: both are applied, in one conversation, and answered once', async () => {
    const { world, writesTo, pass, until, process } = scene;
    const [one, other] = [process('one'), process('other')];
    one.start();
    other.start();
    writesTo(one);
    await until(() => world.storage.conversations.size === 1);
    writesTo(other);
    await pass(60 * second);

    expect(appliedIn(world).sort()).toEqual(['in_1', 'in_2']);
    expect(world.storage.conversations.size).toBe(1);
    const sent = world.arrivals.map(({ intentId }) => intentId);
    expect(sent.sort()).toEqual(world.storage.steps.flatMap(({ intentIds }) => intentIds).sort());
  });

  it('the process dies after it made the conversation: another applies the message and answers', async () => {
    const { world, writesTo, pass, until, process } = scene;
    const [dead, living] = [process('dead'), process('living')];
    living.start();
    writesTo(dead);
    await until(() => world.storage.conversations.size === 1);
    dead.gate.kill();
    await pass(20 * second);

    expect(appliedIn(world)).toEqual(['in_1']);
    expect(heardBy(scene)).toEqual(['living']);
  });

  it('the process stands still after it made the conversation, and goes on when another has answered: one answer', async () => {
    const { world, writesTo, pass, until, process } = scene;
    const [still, other] = [process('still'), process('other')];
    other.start();
    writesTo(still);
    await until(() => world.storage.conversations.size === 1);
    still.gate.freeze();
    await pass(20 * second);
    expect(heardBy(scene)).toEqual(['other']);
    still.start();
    still.gate.thaw();
    await pass(60 * second);

    expect(appliedIn(world)).toEqual(['in_1']);
    expect(heardBy(scene)).toEqual(['other']);
  });
});
