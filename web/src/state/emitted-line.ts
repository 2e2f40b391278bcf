/** An emitted event as it is written into a log. */

import type { TableRow } from '../protocol/questions.gen';
import { jsonEntries } from '../text/json';

/**
 * An emitted event as a line of NDJSON, with every digit as it was emitted. Its id says which event of which projection
 * it is, so that what was appended before is known again.
 */
export function emittedLine(
  name: string,
  { key, state = '{}' }: Pick<TableRow, 'key' | 'state'>,
  time: string,
): string {
  const members = jsonEntries(state, 0)
    .map((entry) => [JSON.parse(entry.name ?? '""'), state.slice(entry.start, entry.end)])
    .filter(([name, text]) => kept.has(name) && !(name === 'metadata' && text === 'null'))
    .map(([name, text]) => `,"${name}":${text}`);
  return `{"id":${JSON.stringify(`${name}/${key}`)},"time":${JSON.stringify(time)}${members.join('')}}\n`;
}

/** Where a link leads is in its data, too. */
const kept = new Set(['stream', 'type', 'data', 'metadata']);
