import { ordinaryShare, type SendLane } from './send-lane.ts';

interface Queued {
  lane: SendLane;
}

/** How many messages wait here for each call that may be made at once. */
const waitingPerCall = 4;

/**
 * What this process took on to send: answers before the rest, and never all of its calls in the hands of the rest. Of one lane
 * the first that came is the first to go.
 */
export class SendQueue<T extends Queued> {
  readonly #maxConcurrent: number;
  readonly #waiting: { readonly [lane in SendLane]: T[] } = { kept: [], ordinary: [] };
  readonly #running: { [lane in SendLane]: number } = { kept: 0, ordinary: 0 };

  constructor(maxConcurrent: number) {
    this.#maxConcurrent = maxConcurrent;
  }

  add(item: T): void {
    this.#waiting[item.lane].push(item);
  }

  /** The next to send, which counts as being sent from now on; null: there is none, or no call is free for it. */
  next(): T | null {
    const { kept, ordinary } = this.#running;
    if (kept + ordinary >= this.#maxConcurrent) return null;
    const mayBeOrdinary = ordinary < this.#ordinaryOf(this.#maxConcurrent);
    const item = this.#waiting.kept.shift() ?? (mayBeOrdinary ? this.#waiting.ordinary.shift() : undefined);
    if (item === undefined) return null;
    this.#running[item.lane] += 1;
    return item;
  }

  done({ lane }: T): void {
    this.#running[lane] -= 1;
  }

  /** All that is not being sent; nothing waits afterwards. */
  drain(): T[] {
    return [...this.#waiting.kept.splice(0), ...this.#waiting.ordinary.splice(0)];
  }

  /** How many more of a lane this process may take on and still send within their leases. */
  roomFor(lane: SendLane): number {
    const all = this.#maxConcurrent * waitingPerCall;
    const room = all - this.#countOf('kept') - this.#countOf('ordinary');
    if (lane === 'kept') return Math.max(0, room);
    return Math.max(0, Math.min(room, this.#ordinaryOf(all) - this.#countOf('ordinary')));
  }

  get isEmpty(): boolean {
    return this.#countOf('kept') + this.#countOf('ordinary') === 0;
  }

  #countOf(lane: SendLane): number {
    return this.#waiting[lane].length + this.#running[lane];
  }

  /** With one call alone nothing can be kept. */
  #ordinaryOf(all: number): number {
    return Math.max(1, Math.floor(all * ordinaryShare));
  }
}
