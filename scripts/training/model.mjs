// A linear classifier (softmax) over the features of src/reading/text-features.ts, weighed by how rare they are. The same corpus gives
// the same bytes on every machine: numbers come from a generator with a seed, examples in an order of its own.
import { brotliCompressSync, constants } from 'node:zlib';

/** Numbers from 0 to below 1 that are the same on every run (mulberry32). */
export const randomOf = (seed) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
};

const shuffle = (list, random) => {
  for (let at = list.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
};

/** Of fewer examples nothing is learned: each line is there twice, and what one person wrote once is chance. */
const fewest = 4;

/** How much a feature says: features of few examples say more, those of too few nothing. */
const rarities = (examples, buckets) => {
  const seen = new Float64Array(buckets);
  for (const { features } of examples) for (const feature of features) seen[feature] += 1;
  return Float32Array.from(seen, (count) =>
    count < fewest ? 0 : Math.sqrt(Math.log((examples.length + 1) / (count + 1))),
  );
};

/** Values of the features of one text: rare ones count more, and all together one. */
const valuesOf = (features, rarity) => {
  let sum = 0;
  for (const feature of features) sum += rarity[feature] ** 2;
  const share = 1 / Math.sqrt(sum || 1);
  return Float64Array.from(features, (feature) => rarity[feature] * share);
};

const softmax = (scores) => {
  let highest = -Infinity;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  for (let k = 0; k < scores.length; k += 1) sum += scores[k] = Math.exp(scores[k] - highest);
  for (let k = 0; k < scores.length; k += 1) scores[k] /= sum;
};

const score = ({ weights, bias, classes }, features, values, scores) => {
  scores.set(bias);
  for (let j = 0; j < features.length; j += 1)
    for (let k = 0, at = features[j] * classes; k < classes; k += 1, at += 1)
      scores[k] += weights[at] * values[j];
  softmax(scores);
};

/**
 * Learns from `examples` (`{ features, label, weight }`): `rounds` times over all of them, in ever smaller steps. Each time a share of
 * each example's features is `forgotten`, so that no meaning hangs on a few of them: people use other words than the corpus.
 */
export const learn = (
  examples,
  { buckets, classes, rounds = 12, rate = 6, pull = 1e-6, forgotten = 0.4, seed = 7, say = () => {} },
) => {
  const rarity = rarities(examples, buckets);
  const model = {
    buckets,
    classes,
    rarity,
    weights: new Float32Array(buckets * classes),
    bias: new Float64Array(classes),
  };
  const order = [...examples];
  const scores = new Float64Array(classes);
  const random = randomOf(seed);
  for (let round = 0; round < rounds; round += 1) {
    say(round + 1);
    const step = rate * (1 - round / rounds);
    for (const { features: all, label, weight } of shuffle(order, random)) {
      const features = all.filter((feature) => rarity[feature] > 0 && random() >= forgotten);
      const values = valuesOf(features, rarity);
      score(model, features, values, scores);
      scores[label] -= 1;
      for (let k = 0; k < classes; k += 1) model.bias[k] -= 0.001 * step * weight * scores[k];
      for (let j = 0; j < features.length; j += 1) {
        const slope = step * weight * values[j];
        for (let k = 0, at = features[j] * classes; k < classes; k += 1, at += 1)
          model.weights[at] -= slope * scores[k] + step * pull * model.weights[at];
      }
    }
  }
  return model;
};

/** Weights are kept as the roots of their size, in steps from -10 to 10: small ones as exactly as large ones. */
const steps = 10;
/** What is smaller says nothing; without it the file is a quarter larger and reads no better. */
const smallest = 2.4;
/** Larger than this share of a class's weights is cut off. */
const clipped = 0.9999;

const isAbove = (value) => Math.abs(value) >= smallest;

/**
 * The model as it is stored (src/reading/proposer-model.ts reads it): a line of JSON, then, packed by brotli, how rare each feature
 * is (a byte each) and a row of weights for each bucket, a byte for each class.
 */
export const packed = ({ buckets, classes, rarity, weights, bias }, { meanings, version }) => {
  const largest = Array.from({ length: classes }, (_, k) => {
    const sizes = [];
    for (let at = k; at < weights.length; at += classes)
      if (weights[at] !== 0) sizes.push(Math.abs(weights[at]));
    sizes.sort((a, b) => a - b);
    return sizes[Math.floor(sizes.length * clipped)] ?? 1;
  });
  const rarest = rarity.reduce((most, one) => Math.max(most, one), 0);
  const rounded = (value) => Number(value.toPrecision(6));
  const header = {
    version,
    buckets,
    meanings,
    scales: largest.map((most) => rounded(most / steps ** 2)),
    bias: Array.from(bias, rounded),
    rarest: rounded(rarest),
  };
  const body = Buffer.alloc(buckets + weights.length);
  for (let bucket = 0; bucket < buckets; bucket += 1)
    body[bucket] = Math.round((rarity[bucket] / rarest) * 255);
  for (let at = 0; at < weights.length; at += 1) {
    const share = weights[at] / largest[at % classes];
    const root = Math.sign(share) * Math.min(1, Math.sqrt(Math.abs(share))) * steps;
    body.writeInt8(isAbove(root) ? Math.round(root) : 0, buckets + at);
  }
  const { BROTLI_PARAM_LGWIN, BROTLI_PARAM_QUALITY } = constants;
  const params = { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 };
  return Buffer.concat([Buffer.from(`${JSON.stringify(header)}\n`), brotliCompressSync(body, { params })]);
};
