import type { SendResult } from '../../src/delivery/message-sender.ts';
import type { InboxEntry } from '../../src/inbox/inbox.repository.ts';
import { anInboundMessage, anInboxEntry } from './builders-work.ts';
import { ModelOutbox } from './model-outbox.ts';
import { ModelStorage } from './model-storage.ts';
import { SimulatedProcess, type SharedWorld } from './simulated-process.ts';
import { VirtualTime } from './virtual-time.ts';

const second = 1_000;
const people = 40;
export const maxProcesses = 50;
/** People write for this long; then everything gets the time it needs. */
const writingMs = 30 * second;
const restingMs = 120 * second;

export interface Story {
  seed: number;
  /** What may befall a process. */
  fates: readonly ('dies' | 'freezes')[];
  faultRate: number;
  /** The load balancer sends a person to the same process as long as that lives. */
  isSticky: boolean;
  /** Nobody has written before: whoever gets somebody's first message makes the conversation. */
  areNew?: boolean;
}

/** Mulberry32: the same numbers for the same seed. */
const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

export const names = Array.from({ length: people }, (_, n) => `cnv_${String(n).padStart(3, '0')}`);

/** What the person of this conversation writes; `n` numbers all messages of a simulation. */
export const aMessageOf = (name: string, n: number, at: number): InboxEntry => {
  const id = `in_${n}`;
  const words = ['Merhaba', 'menü', 'teşekkürler', 'abc'];
  const unit = anInboundMessage({
    messageId: `wamid.${id}`,
    at: new Date(at),
    sender: { ...anInboundMessage().sender, phone: `+905321112${name.slice(-3)}` },
    content: { type: 'text', text: words[n % words.length] as string },
  });
  return anInboxEntry({ id, seq: n, receivedAt: new Date(at), body: { from: 'webhook', unit, raw: '{}' } });
};

const answerOf = (random: () => number, count: { accepted: number }): SendResult => {
  const dice = random();
  if (dice < 0.03) return { kind: 'refused', refusal: 'transient', code: 131000, retryAfterMs: null };
  if (dice < 0.05) return { kind: 'unknown', reason: 'timeout' };
  if (dice < 0.07) return { kind: 'not-sent', reason: 'connect' };
  count.accepted += 1;
  return { kind: 'accepted', messageId: `wamid.${count.accepted}`, userId: null, phone: null, held: false };
};

export class Simulation {
  readonly time = new VirtualTime('2026-11-23T07:00:00.000Z');
  readonly storage: ModelStorage;
  readonly outbox = new ModelOutbox();
  readonly acknowledged = new Map<string, number>();
  readonly #random: () => number;
  readonly #story: Story;
  readonly world: SharedWorld;
  readonly processes: SimulatedProcess[] = [];
  #inputs = 0;

  constructor(story: Story) {
    this.#story = story;
    this.storage = new ModelStorage(this.time, story.areNew === true ? [] : names);
    this.#random = randomOf(story.seed);
    const random = this.#random;
    const count = { accepted: 0 };
    this.world = {
      time: this.time,
      weather: { random, faultRate: story.faultRate },
      storage: this.storage,
      outbox: this.outbox,
      arrivals: [],
      lostCalls: [],
      answer: () => answerOf(random, count),
    };
  }

  async run(): Promise<this> {
    const { time } = this;
    time.install();
    try {
      const start = time.now;
      for (let n = 0; n < 20; n += 1) this.#join();
      for (const name of names) this.#write(name);
      if (this.#story.fates.length > 0) this.#befall();
      await time.passTo(start + writingMs);
      for (const { gate } of this.processes) gate.thaw();
      await time.passTo(start + writingMs + restingMs);
      return this;
    } finally {
      time.restore();
    }
  }

  get living(): SimulatedProcess[] {
    return this.processes.filter(({ gate }) => !gate.isDead && !gate.isFrozen);
  }

  get #isWriting(): boolean {
    return this.time.now < Date.parse('2026-11-23T07:00:00.000Z') + writingMs;
  }

  #join(): void {
    const skewMs = Math.round((this.#random() - 0.5) * 800);
    const process = new SimulatedProcess(`p${this.processes.length}`, skewMs, this.world);
    this.processes.push(process);
    process.start();
  }

  /** A person writes again and again, sometimes twice in a row; the load balancer sends it to any process that lives. */
  #write(name: string): void {
    const pause = this.#random() < 0.3 ? 100 : 6_000;
    this.time.plan(this.#random() * pause, () => {
      if (!this.#isWriting) return;
      void this.#arrive(name, this.#entry(name));
      this.#write(name);
    });
  }

  async #arrive(name: string, entry: InboxEntry): Promise<void> {
    // The platform comes again until somebody acknowledges.
    for (;;) {
      if (await this.#balance(name)?.receive(entry)) {
        this.acknowledged.set(entry.id, this.time.now);
        return;
      }
      await this.time.wait(200);
    }
  }

  #balance(name: string): SimulatedProcess | undefined {
    const { living } = this;
    const place = this.#story.isSticky ? names.indexOf(name) : Math.floor(this.#random() * living.length);
    return living[place % living.length];
  }

  #entry(name: string): InboxEntry {
    this.#inputs += 1;
    return aMessageOf(name, this.#inputs, this.time.now);
  }

  /** Every second or so something happens to a process; a new one joins in its place as long as there may be more. */
  #befall(): void {
    this.time.plan(this.#random() * 2 * second, () => {
      if (!this.#isWriting) return;
      const { living } = this;
      const { fates } = this.#story;
      const process = living[Math.floor(this.#random() * living.length)];
      const fate = fates[Math.floor(this.#random() * fates.length)];
      if (process !== undefined && living.length > 3) {
        if (fate === 'dies') process.gate.kill();
        else {
          process.gate.freeze();
          this.time.plan(this.#random() * 45 * second, () => process.gate.thaw());
        }
      }
      if (this.processes.length < maxProcesses && this.#random() < 0.6) this.#join();
      this.#befall();
    });
  }
}

/** How long inputs waited from stored to applied; `freeMs`: without the time in which a process that stood still or died had the lease. */
export const waitsOf = ({ storage }: Simulation): { ms: number; freeMs: number }[] =>
  storage.steps.flatMap(({ conversationId, at, inputIds }) =>
    inputIds.map((id) => {
      const since = storage.inbox.get(id)?.storedAt ?? 0;
      const held = storage.longLeases
        .filter((lease) => lease.conversationId === conversationId)
        .reduce((sum, { from, to }) => sum + Math.max(0, Math.min(at, to) - Math.max(since, from)), 0);
      return { ms: at - since, freeMs: at - since - held };
    }),
  );
