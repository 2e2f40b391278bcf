/** The projections that a log has nothing for, as the sample shop's are in a log of another domain. */

import type { Projection } from '../engine/api';

/**
 * The names of those that no event has written to, or could have; of an empty log there are none, as
 * nothing is known of it yet.
 *
 * @param latest all projections as of the latest moment: what is not written yet at an earlier one will be.
 */
export function unwrittenOf(latest: readonly Projection[]): ReadonlySet<string> {
  const unwritten = latest.filter(
    ({ versions, failures, at }) => versions === 0 && failures === 0 && at.position > 0,
  );
  return new Set(unwritten.map(({ name }) => name));
}

/** The projections in their order, but for those that nothing has written to: these come last. */
export function writtenFirst(
  projections: readonly Projection[],
  unwritten: ReadonlySet<string>,
): Projection[] {
  return [
    ...projections.filter(({ name }) => !unwritten.has(name)),
    ...projections.filter(({ name }) => unwritten.has(name)),
  ];
}
