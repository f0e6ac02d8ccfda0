import type { ProposerModel } from './proposer-model.ts';
import type { Proposal } from './reading.ts';
import { featuresOf } from './text-features.ts';

/** Meanings that a text may have, the likeliest first; likelihoods of all meanings together are one. */
export type Propose = (text: string) => readonly Proposal[];

/** As many as anybody asks for. */
const ranked = 3;

/** Longer texts are letters; what the first of it says is enough to rank them. */
const longestText = 1000;

export const makeProposer = ({
  buckets,
  meanings,
  bias,
  rarity,
  weights,
  scales,
}: ProposerModel): Propose => {
  const classes = meanings.length;
  const scores = new Float64Array(classes);
  return (text) => {
    const features = featuresOf(text.slice(0, longestText), buckets);
    const size = Math.sqrt(features.reduce((sum, feature) => sum + (rarity[feature] ?? 0) ** 2, 0)) || 1;
    scores.fill(0);
    for (const feature of features) {
      const value = (rarity[feature] ?? 0) / size;
      if (value === 0) continue;
      for (let k = 0, at = feature * classes; k < classes; k += 1, at += 1)
        scores[k] = (scores[k] ?? 0) + (weights[at] ?? 0) * value;
    }
    const highest = scores.reduce(
      (most, score, k) => Math.max(most, score * (scales[k] ?? 0) + (bias[k] ?? 0)),
      -Infinity,
    );
    const likely = Array.from(scores, (score, k) =>
      Math.exp(score * (scales[k] ?? 0) + (bias[k] ?? 0) - highest),
    );
    const all = likely.reduce((sum, one) => sum + one, 0);
    return meanings
      .map((meaning, k) => ({ meaning, likelihood: (likely[k] ?? 0) / all }))
      .sort((one, other) => other.likelihood - one.likelihood)
      .slice(0, ranked);
  };
};
