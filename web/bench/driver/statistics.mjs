// The numbers that stand for many.

/**
 * The smallest sample that at least this part of all samples does not exceed.
 *
 * @param {number[]} sorted
 * @param {number} part from 0 to 1
 */
function quantile(sorted, part) {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** @param {number[]} samples */
export function summary(samples) {
  const sorted = samples.toSorted((a, b) => a - b);
  return { samples: sorted.length, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) };
}
