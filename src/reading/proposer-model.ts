import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { meanings, type Meaning } from './reading.ts';

const headerSchema = z.object({
  /** Names the corpus it was learned from; what it proposes decides nothing, and the evidence says where it had a part. */
  version: z.string(),
  buckets: z.number().int().positive(),
  meanings: z.array(z.enum(meanings)),
  scales: z.array(z.number()),
  bias: z.array(z.number()),
  rarest: z.number(),
});

/** What `npm run train` learned: a row of weights, one for each meaning, for each bucket of features (ADR 0040). */
export interface ProposerModel {
  version: string;
  buckets: number;
  meanings: readonly Meaning[];
  bias: readonly number[];
  /** How much a bucket says, by how rare it is. */
  rarity: Float32Array;
  /** Whole numbers from -100 to 100; times the scale of their meaning. */
  weights: Int8Array;
  scales: readonly number[];
}

const unpacked = (packed: Uint8Array, size: number): Buffer => {
  try {
    // No more than it says it is: nothing swells.
    const body = brotliDecompressSync(packed, { maxOutputLength: size + 1 });
    if (body.length === size) return body;
  } catch (error) {
    throw new Error('The model is cut short', { cause: error });
  }
  throw new Error('The model is cut short');
};

/** Some millions of bytes at every start: plain loops, with no call for each of them. */
const tablesOf = (
  body: Buffer,
  buckets: number,
  rarest: number,
): Pick<ProposerModel, 'rarity' | 'weights'> => {
  const rarity = new Float32Array(buckets);
  for (let bucket = 0; bucket < buckets; bucket += 1) rarity[bucket] = ((body[bucket] ?? 0) / 255) * rarest;
  // Their roots are stored (from -10 to 10): squared they fit a byte.
  const weights = new Int8Array(body.subarray(buckets));
  for (let index = 0; index < weights.length; index += 1) {
    const root = weights[index] ?? 0;
    weights[index] = root < 0 ? -root * root : root * root;
  }
  return { rarity, weights };
};

/** Reads the stored model (scripts/training/model.mjs writes it); throws when the bytes are no such model. */
export const decodeModel = (bytes: Uint8Array): ProposerModel => {
  const end = bytes.indexOf(10);
  const text = new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0)));
  const { version, buckets, meanings: named, scales, bias, rarest } = headerSchema.parse(JSON.parse(text));
  const size = buckets * (1 + named.length);
  const body = unpacked(bytes.subarray(end + 1), size);
  return { version, buckets, meanings: named, bias, scales, ...tablesOf(body, buckets, rarest) };
};
