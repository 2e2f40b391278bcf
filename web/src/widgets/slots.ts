/**
 * The places of a page's rows. A row keeps its place while it is on the page, and one that comes takes
 * the place of one that left: with the place as its key, its elements are used again, which costs the
 * browser far less than new ones.
 *
 * The zero value has no rows.
 */
export class Slots {
  /** In the order of the rows. */
  #of: ReadonlyMap<string, number> = new Map();

  /** The rows, whose keys are all different, each with its place; places count from 0. */
  place<R extends { key: string }>(rows: readonly R[]): [slot: number, row: R][] {
    const keys = new Set(rows.map(({ key }) => key));
    // From top to bottom, so that what takes them has to be moved as little as can be.
    const left = [...this.#of].filter(([key]) => !keys.has(key)).map(([, slot]) => slot);
    const taken = new Set(this.#of.values());
    let next = 0;
    const fresh = () => {
      while (taken.has(next)) next++;
      return next++;
    };
    const slotOf = ({ key }: R) => this.#of.get(key) ?? left.shift() ?? fresh();
    const placed = rows.map((row): [number, R] => [slotOf(row), row]);
    this.#of = new Map(placed.map(([slot, { key }]) => [key, slot]));
    return placed;
  }
}
