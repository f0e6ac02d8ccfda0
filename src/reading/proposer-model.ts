import { z } from 'zod';
import { meanings, type Meaning } from './reading.ts';

const headerSchema = z.object({
  /** Names the corpus it was learned from; what it proposes decides nothing and is in no evidence. */
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
  /** Whole numbers from -7 to 7; times the scale of their meaning. */
  weights: Int8Array;
  scales: readonly number[];
}

/** Reads the stored model (scripts/training/model.mjs writes it); throws when the bytes are no such model. */
export const decodeModel = (bytes: Uint8Array): ProposerModel => {
  const end = bytes.indexOf(10);
  const text = new TextDecoder().decode(bytes.subarray(0, Math.max(end, 0)));
  const { version, buckets, meanings: named, scales, bias, rarest } = headerSchema.parse(JSON.parse(text));
  const classes = named.length;
  const row = Math.ceil(classes / 2);
  const body = bytes.subarray(end + 1 + buckets);
  if (body.length !== buckets * row) throw new Error('The model is cut short');
  const rarity = Float32Array.from(
    bytes.subarray(end + 1, end + 1 + buckets),
    (byte) => (byte / 255) * rarest,
  );
  const weights = new Int8Array(buckets * classes);
  for (let at = 0; at < weights.length; at += 1) {
    const bucket = Math.floor(at / classes);
    const k = at % classes;
    const pair = body[bucket * row + (k >> 1)] ?? 0;
    // Four bits with a sign: shifted to the top of a byte and back.
    weights[at] = (((k & 1) === 1 ? pair : pair << 4) << 24) >> 28;
  }
  return { version, buckets, meanings: named, bias, rarity, weights, scales };
};
