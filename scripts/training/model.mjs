// A linear classifier (softmax) over the features of src/reading/text-features.ts, weighed by how rare they are. The same corpus gives
// the same bytes on every machine: numbers come from a generator with a seed, examples in an order of its own.

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

/** How much a feature says: features of few examples say more. */
const rarities = (examples, buckets) => {
  const seen = new Float64Array(buckets);
  for (const { features } of examples) for (const feature of features) seen[feature] += 1;
  return Float32Array.from(seen, (count) => Math.sqrt(Math.log((examples.length + 1) / (count + 1))));
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

/** Learns from `examples` (`{ features, label, weight }`): `rounds` times over all of them, in ever smaller steps. */
export const learn = (
  examples,
  { buckets, classes, rounds = 12, rate = 6, pull = 1e-6, seed = 7, say = () => {} },
) => {
  const rarity = rarities(examples, buckets);
  const model = {
    buckets,
    classes,
    rarity,
    weights: new Float32Array(buckets * classes),
    bias: new Float64Array(classes),
  };
  const prepared = examples.map((example) => ({ ...example, values: valuesOf(example.features, rarity) }));
  const scores = new Float64Array(classes);
  const random = randomOf(seed);
  for (let round = 0; round < rounds; round += 1) {
    say(round + 1);
    const step = rate * (1 - round / rounds);
    for (const { features, values, label, weight } of shuffle(prepared, random)) {
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

/** Most of what four bits with a sign hold. */
const most = 7;

/**
 * The model as it is stored (src/reading/proposer-model.ts reads it): a line of JSON, how rare each feature is (a byte each), then
 * the weights, two in a byte, a row of classes for each bucket. What a class's scale cannot say is cut off.
 */
export const packed = ({ buckets, classes, rarity, weights, bias }, { meanings, version }) => {
  const scales = Array.from({ length: classes }, (_, k) => {
    const sizes = [];
    for (let at = k; at < weights.length; at += classes)
      if (weights[at] !== 0) sizes.push(Math.abs(weights[at]));
    sizes.sort((a, b) => a - b);
    return (sizes[Math.floor(sizes.length * 0.998)] ?? 1) / most;
  });
  const rarest = Math.max(...rarity);
  const header = Buffer.from(
    `${JSON.stringify({ version, buckets, meanings, scales: scales.map((scale) => Number(scale.toPrecision(6))), bias: Array.from(bias, (value) => Number(value.toPrecision(6))), rarest: Number(rarest.toPrecision(6)) })}\n`,
  );
  const rare = Buffer.from(rarity.map((value) => Math.round((value / rarest) * 255)));
  const row = Math.ceil(classes / 2);
  const body = Buffer.alloc(buckets * row);
  for (let bucket = 0; bucket < buckets; bucket += 1)
    for (let k = 0; k < classes; k += 1) {
      const weight = Math.max(-most, Math.min(most, Math.round(weights[bucket * classes + k] / scales[k])));
      body[bucket * row + (k >> 1)] |= (weight & 15) << (k & 1 ? 4 : 0);
    }
  return Buffer.concat([header, rare, body]);
};
