import { engine } from './log';

/** A stream, and how long it is. */
export interface StreamLength {
  name: string;
  events: number;
}

/** Rows that are looked through: the table also finds what is typed in columns other than the name. */
const mostRead = 200;

/** Some streams that have to do with what is typed; without anything, the log's first ones. */
export async function streamsAbout(typed: string): Promise<StreamLength[]> {
  const { columns, rows } = await engine.table('streams', {
    search: typed,
    exact: true,
    limit: mostRead,
  });
  const version = columns.findIndex(({ name }) => name === 'version');
  return rows.map(({ key, values }) => ({ name: key, events: Number(values[version]) }));
}
