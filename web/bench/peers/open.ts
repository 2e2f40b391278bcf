/** The peers by their names. Each is loaded alone, so that what it weighs can be seen. */

import type { Peer } from './peer';

type Open = () => Promise<Peer>;

const all: Record<string, Open> = {
  plain: async () => new (await import('./plain')).Plain(),
  tutorial: async () => new (await import('./tutorial')).Tutorial(),
  sqlite: async () => (await import('./sqlite')).SQLite.open(),
  duckdb: async () => (await import('./duckdb')).DuckDB.open(),
  pglite: async () => (await import('./pglite')).Postgres.open(),
  emmett: async () => new (await import('./emmett')).Emmett(),
};

export function open(name: string): Promise<Peer> {
  const found = all[name];
  if (!found) throw new Error(`there is no peer ${name}`);
  return found();
}
