import { readFileSync } from 'node:fs';
import { makeReadReply } from './make-read-reply.ts';
import { makeProposer } from './propose-meaning.ts';
import { decodeModel } from './proposer-model.ts';
import type { ReadReply } from './reading.ts';

/** Reads with the model that belongs to this release: `npm run train` wrote it beside this file. */
export const readReply: ReadReply = makeReadReply(
  makeProposer(decodeModel(readFileSync(new URL('./proposer-weights.bin', import.meta.url)))),
);
