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

/** What members of payloads of one type usually hold, by name: it tells little about any of them. */
export type Usual = ReadonlyMap<string, string>;

/** Of fewer payloads nothing can be said to be usual. */
const fewest = 3;

/** What all of some payloads of one type hold alike; nothing when there are too few of them. */
export function usualOf(texts: readonly string[]): Usual {
  const [first = '', ...others] = texts;
  if (texts.length < fewest) return new Map();
  const usual = new Map((readMembers(first) ?? []).map(({ name, value }) => [name, value]));
  for (const text of others) {
    const members = readMembers(text) ?? [];
    for (const [name, value] of usual) {
      if (!members.some((member) => member.name === name && member.value === value)) {
        usual.delete(name);
      }
    }
  }
  return usual;
}

/**
 * JSON for one line of a list: `name: Ada · sku: mug`. What only repeats the name it stands beside,
 * such as the id of an order on the order's own stream, is left out; what is usual comes last.
 *
 * @param text must be JSON.
 * @param beside the stream or key that is shown beside it.
 * @param usual what others of its type hold as well.
 */
export function summaryOf(text: string, beside = '', usual?: Usual): string {
  const members = readMembers(text);
  if (members === null) return plain(text);
  const telling = members.filter(({ value }) => !endsWithName(beside, value));
  const named = telling.length > 0 ? telling : members;
  const isUsual = ({ name, value }: Member) => usual?.get(name) === value;
  const ordered = [...named.filter((member) => !isUsual(member)), ...named.filter(isUsual)];
  const shown = ordered.map(({ name, value }) => `${name}: ${value || '""'}`);
  return oneLine(shown.join(' · ') || '{}', mostShown);
}

function endsWithName(text: string, name: string): boolean {
  if (name === '' || !text.endsWith(name)) return false;
  return !/[\p{L}\p{N}]$/u.test(text.slice(0, -name.length));
}

function plain(text: string): string {
  return oneLine(text.slice(0, mostRead).replace(/\s+/g, ' '), mostShown);
}

/** A member, its value as it is shown. */
interface Member {
  name: string;
  value: string;
}

/** The first members of an object; `null` for what is none, or too long to be read. */
function readMembers(text: string): Member[] | null {
  const start = text.search(/\S/);
  if (text.length > mostRead || text.charAt(start) !== '{') return null;
  return membersOf(text, start);
}

function membersOf(text: string, start: number, level = 1): Member[] {
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
