import type { ReachRoom } from '../../vocabulary/previewed-request.ts';

/** Whom templates went to within a day, and how many people a day may have; `limit` null: any number. */
export interface ReachedNow {
  limit: number | null;
  people: readonly { conversationId: string; at: Date }[];
}

const day = 24 * 60 * 60_000;

/**
 * How many people a try may write to first in a day (platform 9.4): those who were written to before it began count, and those it writes
 * to itself. `from`: when it begins.
 */
export class DryReach {
  readonly #limit: number | null;
  readonly #counted: Map<string, number>;

  constructor({ limit, people }: ReachedNow, from: Date) {
    this.#limit = limit;
    const before = people.filter(({ at }) => at <= from);
    this.#counted = new Map(before.map(({ conversationId, at }) => [conversationId, at.getTime()]));
  }

  roomFor(conversationId: string): ReachRoom {
    return {
      untilOf: (at) => this.#untilOf(conversationId, at.getTime()),
      take: (at, { isUnasked }) => {
        const until = isUnasked ? this.#untilOf(conversationId, at.getTime()) : null;
        if (until === null) this.#counted.set(conversationId, at.getTime());
        return until;
      },
    };
  }

  #untilOf(conversationId: string, at: number): Date | null {
    if (this.#limit === null) return null;
    const inTime = [...this.#counted].filter(([, when]) => when > at - day);
    if (inTime.length < this.#limit || inTime.some(([id]) => id === conversationId)) return null;
    const instants = inTime.map(([, when]) => when).sort((one, other) => one - other);
    return new Date((instants[instants.length - this.#limit] ?? at) + day + 1_000);
  }
}
