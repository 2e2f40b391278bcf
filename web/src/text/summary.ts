import { jsonEntries } from './json';
import { oneLine } from './show';

/** A longer payload is not read for a summary: its start is shown instead. */
const mostRead = 4_000;
/** Members of one object or array that a summary names. */
const mostMembers = 12;
/** Levels that it looks into. */
const mostLevels = 3;
/** Characters that it has at most. */
const mostShown = 300;

/**
 * JSON for one line of a list: `name: Ada · sku: mug`. What only repeats the name it stands beside,
 * such as the id of an order on the order's own stream, is left out.
 *
 * @param text must be JSON.
 * @param beside the stream or key that is shown beside it.
 */
export function summaryOf(text: string, beside = ''): string {
  const start = text.search(/\S/);
  if (text.length > mostRead || text.charAt(start) !== '{') return plain(text);
  const members = membersOf(text, start).map(({ name, value }) => ({
    repeats: endsWithName(beside, value),
    shown: `${name}: ${value || '""'}`,
  }));
  const telling = members.filter(({ repeats }) => !repeats);
  const shown = (telling.length > 0 ? telling : members).map((member) => member.shown);
  return oneLine(shown.join(' · ') || '{}', mostShown);
}

function endsWithName(text: string, name: string): boolean {
  if (name === '' || !text.endsWith(name)) return false;
  return !/[\p{L}\p{N}]$/u.test(text.slice(0, -name.length));
}

function plain(text: string): string {
  return oneLine(text.slice(0, mostRead).replace(/\s+/g, ' '), mostShown);
}

function membersOf(text: string, start: number, level = 1): { name: string; value: string }[] {
  return jsonEntries(text, start, mostMembers).map(({ name, start, end }) => ({
    name: name === null ? '' : JSON.parse(name),
    value: valueText(text, start, end, level),
  }));
}

function valueText(text: string, start: number, end: number, level: number): string {
  const first = text.charAt(start);
  if (first === '"') return JSON.parse(text.slice(start, end));
  if (first !== '{' && first !== '[') return text.slice(start, end);
  const members = level < mostLevels ? membersOf(text, start, level + 1) : [];
  const shown = members.map(({ name, value }) => (first === '{' ? `${name}: ${value}` : value));
  if (level >= mostLevels) shown.push('…');
  return first === '{' ? `{${shown.join(', ')}}` : `[${shown.join(', ')}]`;
}
