/** What every call takes. */
export interface Call {
  signal?: AbortSignal | undefined;
}

/** A call that changes something: under the same key it is the same order, however often it comes. Left out: a new one. */
export interface Order extends Call {
  idempotencyKey?: string | undefined;
}

export interface Waiting extends Call {
  /** Milliseconds between two looks; a second where nothing is said. */
  everyMs?: number | undefined;
}

/** Waits from one look to the next; rejects with the reason of the signal. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

/** `{ signal }` where there is one: an option that is left out is not there. */
export const withSignal = ({ signal }: Call): { signal?: AbortSignal } =>
  signal === undefined ? {} : { signal };

/** Looks again and again until something is so. */
export const until = async <Seen>(
  look: () => Promise<Seen>,
  isSo: (seen: Seen) => boolean,
  { everyMs = 1_000, signal, sleep }: Waiting & { sleep: Sleep },
): Promise<Seen> => {
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await sleep(everyMs, signal);
  }
};
