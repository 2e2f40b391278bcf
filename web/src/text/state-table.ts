/** The states of a projection as a table, with every number as its text has it. */

import { jsonEntries } from './json';

/** More columns than this are not told: the engine has no more either. */
export const mostColumns = 100;

/** The column of a state that is no object. */
const wholeState = 'state';

/** States as rows. */
export interface StateTable {
  /** The names of the states' members, in the order in which they first appear. */
  columns: string[];
  rows: StateRow[];
}

export interface StateRow {
  key: string;
  /** A JSON text for each column, `''` where the state has no such member. */
  values: string[];
}

/**
 * Makes a table of states.
 *
 * @param states keys and JSON texts.
 */
export function stateTable(states: readonly (readonly [string, string])[]): StateTable {
  const columns = new Map<string, number>();
  const rows = states.map(([key, state]) => {
    const values: string[] = [];
    for (const [name, value] of membersOf(state)) {
      const column = columns.get(name) ?? columns.size;
      if (column >= mostColumns) continue;
      columns.set(name, column);
      values[column] = value;
    }
    return { key, values };
  });
  for (const { values } of rows) {
    for (let i = 0; i < columns.size; i++) values[i] ??= '';
  }
  return { columns: [...columns.keys()], rows };
}

function membersOf(state: string): [name: string, value: string][] {
  if (!state.startsWith('{')) return [[wholeState, state]];
  return jsonEntries(state, 0, Number.POSITIVE_INFINITY).map(({ name, start, end }) => [
    JSON.parse(name ?? '""') as string,
    state.slice(start, end),
  ]);
}
