/** Arithmetic of a width that is shared: by each the part that it has, all of which add up to 1. */

/** The same for each of so many. */
export function even(count: number): number[] {
  return Array.from({ length: count }, () => 1 / count);
}

/** One more, after the one at `index` and in half of its room. */
export function opened(shares: readonly number[], index: number): number[] {
  const half = (shares[index] ?? 0) / 2;
  return shares.toSpliced(index, 1, half, half);
}

/** One less: the one before it has its room, or else the one after it. */
export function closed(shares: readonly number[], index: number): number[] {
  const heir = index > 0 ? index - 1 : 1;
  const room = shares[index] ?? 0;
  return shares.map((share, i) => (i === heir ? share + room : share)).toSpliced(index, 1);
}

/**
 * The boundary after the one at `index` moved.
 *
 * @param part its new share of the room of the two beside the boundary, from 0 to 1.
 */
export function divided(shares: readonly number[], index: number, part: number): number[] {
  const both = (shares[index] ?? 0) + (shares[index + 1] ?? 0);
  return shares.toSpliced(index, 2, both * part, both * (1 - part));
}

/** The share that the one at `index` has of the room of itself and the next together. */
export function partOf(shares: readonly number[], index: number): number {
  const one = shares[index] ?? 0;
  const both = one + (shares[index + 1] ?? 0);
  return both > 0 ? one / both : 0.5;
}

/** Whether this is a way to share among so many. */
export function isSharing(shares: unknown, count: number): shares is number[] {
  if (!Array.isArray(shares) || shares.length !== count) return false;
  if (!shares.every((share) => typeof share === 'number' && share > 0)) return false;
  return Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 0.01;
}
