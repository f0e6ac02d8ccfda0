// The few statistics the tables need. Numbers in, numbers out.

/** The value below which this share (0 to 1) of the values lies, by nearest rank; 0 of nothing. */
export const percentile = (values, share) => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
};

/** The middle value; of an even number the mean of the two in the middle; null of nothing. */
export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
};

/** Least squares: how much y grows per unit of x; 0 when x does not vary. */
export const slope = (points) => {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [meanX, meanY] = [mean(({ x }) => x), mean(({ y }) => y)];
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  if (points.length === 0 || spread === 0) return 0;
  return points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
};

/** Median and 99th percentile of milliseconds, to a tenth. */
export const latencies = (values) => {
  const tenth = (number) => Math.round(number * 10) / 10;
  return { p50: tenth(percentile(values, 0.5)), p99: tenth(percentile(values, 0.99)), of: values.length };
};
