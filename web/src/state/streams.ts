import { type Asking, asking } from './answer';

/** A stream, and how long it is. */
export interface StreamLength {
  name: string;
  events: number;
}

/** Rows that are looked through: the table also finds what is typed in columns other than the name. */
const mostRead = 200;

/** Asks for some streams that have to do with what is typed; without anything, for the log's first ones. */
export function streamsAbout(typed: string): Asking<StreamLength[]> {
  return asking(
    [{ ask: 'table', name: 'streams', search: typed, exact: true, limit: mostRead }],
    ({ columns, rows }) => {
      const version = columns.findIndex(({ name }) => name === 'version');
      return rows.map(({ key, values }) => ({ name: key, events: Number(values[version]) }));
    },
  );
}
