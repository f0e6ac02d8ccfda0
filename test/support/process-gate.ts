import type { VirtualTime } from './virtual-time.ts';

/** What a process of a simulation meets on its way to the database or the platform. */
export interface Weather {
  /** In [0, 1), the same every time for the same seed. */
  random(): number;
  /** How often a call fails although nobody died: before it reaches anything, or its answer on the way back. */
  faultRate: number;
}

const died = (): Error => new Error('this process was killed');

/** Everything a process asks of the world goes through here, so that it can be frozen and killed in the middle of it. */
export class ProcessGate {
  readonly #time: VirtualTime;
  readonly #weather: Weather;
  #dead = false;
  #frozen: { until: Promise<void>; thaw: () => void } | null = null;

  constructor(time: VirtualTime, weather: Weather) {
    this.#time = time;
    this.#weather = weather;
  }

  get isDead(): boolean {
    return this.#dead;
  }

  get isFrozen(): boolean {
    return this.#frozen !== null;
  }

  kill(): void {
    this.#dead = true;
    this.thaw();
  }

  freeze(): void {
    if (this.#frozen !== null || this.#dead) return;
    let thaw = (): void => undefined;
    const until = new Promise<void>((resolve) => (thaw = resolve));
    this.#frozen = { until, thaw };
  }

  thaw(): void {
    this.#frozen?.thaw();
    this.#frozen = null;
  }

  /** Goes on when the process does; rejects when it is dead. */
  async pass(): Promise<void> {
    while (this.#frozen !== null) await this.#frozen.until;
    if (this.#dead) throw died();
  }

  /** One question and its answer, `milliseconds` on the way at most. What is asked happens even if nobody hears of it. */
  async call<Answer>(effect: () => Answer, milliseconds = 8): Promise<Answer> {
    const { random, faultRate } = this.#weather;
    await this.pass();
    await this.#time.wait(1 + random() * milliseconds);
    if (random() < faultRate) throw new Error('the connection was lost');
    // Sent before it was frozen or killed, it arrives all the same; half of the time it was still inside.
    if (random() < 0.5) await this.pass();
    const answer = effect();
    await this.#time.wait(random() * milliseconds);
    await this.pass();
    if (random() < faultRate) throw new Error('the answer was lost');
    return answer;
  }
}
