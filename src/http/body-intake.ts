import type { AppError } from '../shared/errors.ts';
import { BodyTimeout, Overloaded } from './http-errors.ts';

export interface IntakeLimits {
  /** Memory of all bodies that are on their way at a time. */
  maxBytes: number;
  /** Bodies on their way at a time: each holds a connection. */
  maxBodies: number;
  /** For one whole body, from its headers on. */
  timeoutMs: number;
}

/** A body on its way. `source`: whoever sends it, asked for only when somebody has to give way. */
export interface BodyOnItsWay {
  source(): string;
  /** Ends the reading with this error; the connection closes with the answer. */
  cut(error: AppError): void;
}

/** For the intake that made it. */
export interface CountedBody extends BodyOnItsWay {
  bytes: number;
  until: number;
}

/** What a piece costs beside its bytes: bodies sent byte by byte would otherwise hold many times what is counted. */
const costOfPiece = 256;

interface Weight {
  bytes: number;
  bodies: number;
}

/**
 * Bounds the bodies that are being read: their time, their number and their memory, over everything that shares the intake. No
 * place among the calls that are worked is taken by a body on its way, so a slow one is in nobody's way; when there is no more
 * room, the source that holds the most gives way, with its largest body, or with its oldest where they are too many (ADR 0037).
 */
export class BodyIntake {
  readonly #limits: IntakeLimits;
  /** In the order of their arrival, which is that of their ends. */
  readonly #open = new Set<CountedBody>();
  #bytes = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(limits: IntakeLimits) {
    this.#limits = limits;
  }

  /** Bytes held of bodies on their way, and how many these are. */
  get load(): Weight {
    return { bytes: this.#bytes, bodies: this.#open.size };
  }

  /** Begins to count a body; `leave` is for its end, however it comes. */
  enter({ source, cut }: BodyOnItsWay): CountedBody {
    // Members written out: spreading them cost half as much again as all of a webhook's call.
    const body: CountedBody = { source, cut, bytes: 0, until: performance.now() + this.#limits.timeoutMs };
    this.#open.add(body);
    if (this.#timer === undefined) this.#watch();
    while (this.#open.size > this.#limits.maxBodies) this.#cut(this.#oldestOfMost(), this.#full());
    return body;
  }

  /** Counts a piece before it is kept. The body may be cut by it. */
  grow(body: CountedBody, bytes: number): void {
    if (!this.#open.has(body)) return;
    body.bytes += bytes + costOfPiece;
    this.#bytes += bytes + costOfPiece;
    while (this.#bytes > this.#limits.maxBytes) this.#cut(this.#largestOfHeaviest(), this.#full());
  }

  /** May be called again. */
  leave(body: CountedBody): void {
    if (this.#open.delete(body)) this.#bytes -= body.bytes;
  }

  #full(): AppError {
    return new Overloaded('Too many bodies are on their way.');
  }

  #cut(entry: CountedBody | undefined, error: AppError): void {
    if (entry === undefined) return;
    this.leave(entry);
    entry.cut(error);
  }

  /** One timer for all: a body is there within milliseconds, and a timer for each would cost more than counting it. */
  #watch(): void {
    const [oldest] = this.#open;
    if (oldest === undefined) return;
    const waitMs = Math.max(1, Math.ceil(oldest.until - performance.now()));
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      const now = performance.now();
      for (const entry of this.#open) {
        if (entry.until > now) break;
        this.#cut(entry, new BodyTimeout('The body took too long.'));
      }
      this.#watch();
    }, waitMs).unref();
  }

  #weights(): Map<string, Weight> {
    const weights = new Map<string, Weight>();
    for (const entry of this.#open) {
      const source = entry.source();
      const { bytes, bodies } = weights.get(source) ?? { bytes: 0, bodies: 0 };
      weights.set(source, { bytes: bytes + entry.bytes, bodies: bodies + 1 });
    }
    return weights;
  }

  #entriesOfMost(by: keyof Weight): CountedBody[] {
    const weights = [...this.#weights()];
    const [source] = weights.reduce((most, one) => (one[1][by] > most[1][by] ? one : most));
    return [...this.#open].filter((entry) => entry.source() === source);
  }

  #oldestOfMost(): CountedBody | undefined {
    return this.#entriesOfMost('bodies')[0];
  }

  #largestOfHeaviest(): CountedBody | undefined {
    return this.#entriesOfMost('bytes').reduce((most, one) => (one.bytes > most.bytes ? one : most));
  }
}
