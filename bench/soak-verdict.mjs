// What the samples of a long run mean, in words. Pure: samples in, findings out.
import { median, slope } from './statistics.mjs';

/** Garbage that is not collected yet comes and goes; what stays within this share of the whole over half a run is no leak. */
const memoryShare = 0.05;
/** Room kept ahead and pages that wait to be used again. */
const fileShare = 1.25;
const fileSlackBytes = 8 * 2 ** 20;
const handleSlack = 10;
/** Messages that arrive within this time may wait. */
const waitingSeconds = 5;

const secondHalf = (samples) => samples.slice(Math.floor(samples.length / 2));

/** How much a figure grows over the time of these samples, by the line that fits best. */
const growth = (samples, of) => {
  const span = samples.at(-1).seconds - samples[0].seconds;
  return slope(samples.map((sample) => ({ x: sample.seconds, y: of(sample) }))) * span;
};

/** The lowest of each tenth: what is left when garbage is collected. */
const lows = (samples, of) => {
  const size = Math.max(1, Math.ceil(samples.length / 10));
  const windows = Array.from({ length: Math.ceil(samples.length / size) }, (_, n) =>
    samples.slice(n * size, (n + 1) * size),
  );
  return windows.map((window) => window.reduce((low, sample) => (of(sample) < of(low) ? sample : low)));
};

const flatness = (what, samples, of) => {
  const low = lows(samples, of);
  const more = growth(low, of);
  const middle = median(low.map(of));
  const says = `${more.toFixed(1)} MB more over the second half, of ${middle} MB`;
  return { what, isGood: more <= middle * memoryShare, says };
};

/**
 * `samples`: `[{ seconds, answered, memoryMb, heapMb, usedBytes, fileBytes, handles, waiting }]`, at least four, evenly spaced;
 * `rate`: messages a second; `pooled`: handles that pools of connections may come to, so that growth below it is none. Answers
 * `[{ what, isGood, says }]`. Only the second half counts: the first fills caches and compiles.
 */
export const judgeSoak = (samples, { rate, pooled }) => {
  const half = secondHalf(samples);
  const messages = Math.max(
    1,
    growth(half, ({ answered }) => answered),
  );
  const used = growth(half, ({ usedBytes }) => usedBytes);
  const file = growth(half, ({ fileBytes }) => fileBytes);
  const handles = growth(half, (sample) => sample.handles);
  const most = Math.max(...half.map((sample) => sample.handles));
  const waiting = Math.max(...half.map((sample) => sample.waiting));
  return [
    flatness('memory is flat', half, ({ memoryMb }) => memoryMb),
    flatness('the heap is flat', half, ({ heapMb }) => heapMb),
    {
      what: 'the file grows by what is stored',
      isGood: file <= used * fileShare + fileSlackBytes,
      says: `${(used / messages).toFixed(0)} bytes stored per message, ${(file / messages).toFixed(0)} bytes of file`,
    },
    {
      what: 'handles stay',
      isGood: handles <= handleSlack || most <= pooled,
      says: `${handles.toFixed(1)} more over the second half, at most ${most}`,
    },
    {
      what: 'nothing piles up',
      isGood: waiting <= rate * waitingSeconds,
      says: `at most ${waiting} messages waited`,
    },
  ];
};
