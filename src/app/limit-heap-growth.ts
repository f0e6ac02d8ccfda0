import { setFlagsFromString } from 'node:v8';

/**
 * Makes the heap at most twice as large as what is alive in it before garbage is collected. Left to itself V8 lets a busy
 * server's grow to four times that, since collecting less often saves a little processor time (docs/performance.md, memory).
 * Holds for the database thread as well. An engine that does not know the flag says so on stderr and goes on.
 */
export const limitHeapGrowth = (): void => setFlagsFromString('--heap-growing-percent=100');
