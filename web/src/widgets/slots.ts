/**
 * The places of a page's rows. A row keeps its place while it is on the page, and one that comes takes
 * the place of one that left: with the place as its key, its elements are used again, which costs the
 * browser far less than new ones.
 *
 * The zero value has no rows.
 */
export class Slots {
  #of: ReadonlyMap<string, number> = new Map();

  /** The rows, whose keys are all different, each with its place; places count from 0. */
  place<R extends { key: string }>(rows: readonly R[]): [slot: number, row: R][] {
    const kept = new Set(rows.map(({ key }) => this.#of.get(key)));
    let next = 0;
    const free = () => {
      while (kept.has(next)) next++;
      return next++;
    };
    const placed = rows.map((row): [number, R] => [this.#of.get(row.key) ?? free(), row]);
    this.#of = new Map(placed.map(([slot, { key }]) => [key, slot]));
    return placed;
  }
}
