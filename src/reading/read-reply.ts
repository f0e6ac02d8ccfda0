import { readFileSync } from 'node:fs';
import { makeReadReply } from './make-read-reply.ts';
import { makeProposer } from './propose-meaning.ts';
import { decodeModel } from './proposer-model.ts';
import type { ReadReply } from './reading.ts';

/** The model that belongs to this release: `npm run train` wrote it beside this file. */
const model = decodeModel(readFileSync(new URL('./proposer-weights.bin', import.meta.url)));

export const readReply: ReadReply = makeReadReply(makeProposer(model), model.version);
