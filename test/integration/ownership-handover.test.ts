import type { SendResult } from '../../src/delivery/message-sender.ts';
import { ModelOutbox } from '../support/model-outbox.ts';
import { ModelStorage } from '../support/model-storage.ts';
import { aMessageOf } from '../support/ownership-simulation.ts';
import { SimulatedProcess, simulated, type SharedWorld } from '../support/simulated-process.ts';
import { VirtualTime } from '../support/virtual-time.ts';

const name = 'cnv_001';
const second = 1_000;

/** Some processes, one person, and a platform that answers as a test says; calls take the same time each. */
const start = () => {
  const time = new VirtualTime('2026-11-23T07:00:00.000Z');
  const answers: SendResult[] = [];
  let sent = 0;
  const world: SharedWorld = {
    time,
    weather: { random: () => 0.5, faultRate: 0 },
    storage: new ModelStorage(time, [name]),
    outbox: new ModelOutbox(),
    arrivals: [],
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
