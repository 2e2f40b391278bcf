/**
 * Reads JSON as text, without building values: numbers keep their digits, a key may be called
 * `__proto__`, and depth costs no stack. `JSON.parse` promises none of these.
 */

/** What a token is: a bracket, a comma, a colon, or a scalar. */
export type TokenKind = '{' | '}' | '[' | ']' | ',' | ':' | 'string' | 'number' | 'word';

/** One token: the slice `[start, end)` of its text, in UTF-16 code units. */
export interface Token {
  kind: TokenKind;
  start: number;
  end: number;
}

/** Where a text stops being JSON, and why. */
export interface JSONError {
  /** Index into the text, in UTF-16 code units, from 0. */
  offset: number;
  /** From 1. */
  line: number;
  /** From 1, in UTF-16 code units. */
  column: number;
  message: string;
}

/** One member of an object or element of an array. */
export interface Entry {
  /** The name as written, with its quotes; `null` in an array. */
  name: string | null;
  /** Where the value starts in the text. */
  start: number;
  /** Where it ends, exclusive. */
  end: number;
}

const blank = /[^ \t\n\r]/g;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

class Unreadable {
  constructor(
    readonly offset: number,
    readonly message: string,
  ) {}
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : -1;
}

function stringEnd(text: string, at: number): number {
  for (let i = at + 1; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x22) return i + 1;
    if (code < 0x20) throw new Unreadable(i, 'a control character in a string must be escaped');
    if (code !== 0x5c) continue;
    const end = matchEnd(escaped, text, i);
    if (end < 0) throw new Unreadable(i, 'this escape is none of JSON’s');
    i = end - 1;
  }
  throw new Unreadable(text.length, 'the text ends inside a string');
}

/** The token at or after `at`, or `null` at the end of the text. */
function tokenAt(text: string, at: number): Token | null {
  blank.lastIndex = at;
  const start = blank.exec(text)?.index;
  if (start === undefined) return null;
  const char = text.charAt(start);
  if ('{}[],:'.includes(char)) return { kind: char as TokenKind, start, end: start + 1 };
  if (char === '"') return { kind: 'string', start, end: stringEnd(text, start) };
  const numberEnd = matchEnd(number, text, start);
  if (numberEnd > 0) return { kind: 'number', start, end: numberEnd };
  const wordEnd = matchEnd(word, text, start);
  if (wordEnd > 0) return { kind: 'word', start, end: wordEnd };
  throw new Unreadable(start, `${JSON.stringify(char)} starts no JSON value`);
}

/** The tokens of a text from `at` on. Throws where there is none to read. */
function* tokens(text: string, at = 0): Generator<Token> {
  for (let token = tokenAt(text, at); token; token = tokenAt(text, token.end)) yield token;
}

type Wanted = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or ]' | ', or }' | 'end';

/** What may come after a value, by the container it stands in. */
function afterValue(open: string[]): Wanted {
  const container = open.at(-1);
  if (container === undefined) return 'end';
  return container === '[' ? ', or ]' : ', or }';
}

/** Takes one token: what is wanted next. Throws when it is not what was wanted. */
function take(token: Token, wanted: Wanted, open: string[]): Wanted {
  const { kind, start } = token;
  const closes = (kind === ']' && wanted.endsWith(']')) || (kind === '}' && wanted.endsWith('}'));
  if (closes) {
    open.pop();
    return afterValue(open);
  }
  if (kind === ',' && wanted.startsWith(',')) return wanted === ', or ]' ? 'value' : 'name';
  if (kind === ':' && wanted === ':') return 'value';
  if (kind === 'string' && wanted.startsWith('name')) return ':';
  if (!wanted.startsWith('value') || ',:]}'.includes(kind)) {
    throw new Unreadable(start, sentence(wanted, kind));
  }
  if (kind !== '{' && kind !== '[') return afterValue(open);
  open.push(kind);
  return kind === '[' ? 'value or ]' : 'name or }';
}

function sentence(wanted: Wanted, kind: string): string {
  if (wanted === 'end') return 'there is more text after the value';
  const names = new Map([
    ['name', 'a name in quotes'],
    ['name or }', 'a name in quotes or “}”'],
    ['value', 'a value'],
    ['value or ]', 'a value or “]”'],
  ]);
  const want = names.get(wanted) ?? wanted.replace(/[,:\]}]/g, (char) => `“${char}”`);
  return `here ${want} is expected${kind ? `, not ${kind.length > 1 ? `a ${kind}` : `“${kind}”`}` : ''}`;
}

/**
 * Finds the first place where `text` is not one JSON value; `null` when it is one.
 *
 * @param mostLevels how deep arrays and objects may be nested.
 */
export function jsonError(text: string, mostLevels = Infinity): JSONError | null {
  const open: string[] = [];
  let wanted: Wanted = 'value';
  try {
    for (const token of tokens(text)) {
      wanted = take(token, wanted, open);
      if (open.length <= mostLevels) continue;
      throw new Unreadable(token.start, `nested more than ${mostLevels} levels deep`);
    }
    if (wanted === 'end') return null;
    const empty = text.trim() === '';
    throw new Unreadable(
      text.length,
      empty ? 'there is no value' : `the text ends where ${ends(wanted)} is expected`,
    );
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...lineAndColumn(text, error.offset), offset: error.offset, message: error.message };
  }
}

function ends(wanted: Wanted): string {
  return sentence(wanted, '').slice('here '.length, -' is expected'.length);
}

function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const lines = before.split('\n');
  return { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

const kinds = new Map([
  ['{', 'an object'],
  ['[', 'an array'],
  ['"', 'a string'],
  ['t', 'a boolean'],
  ['f', 'a boolean'],
  ['n', 'null'],
]);

/** What kind of value `text` (which must be JSON) is, such as `an object`, and where it begins. */
export function valueKind(text: string): { name: string; line: number; column: number } {
  const start = text.search(/\S/);
  return { name: kinds.get(text.charAt(start)) ?? 'a number', ...lineAndColumn(text, start) };
}

/** `text` (which must be JSON) with one value a line, two spaces a level; scalars as written. */
export function prettyJson(text: string): string {
  const parts: string[] = [];
  let level = 0;
  let previous: TokenKind | '' = '';
  for (const { kind, start, end } of tokens(text)) {
    const closing = kind === '}' || kind === ']';
    if (closing) level--;
    const first = previous === '{' || previous === '[';
    if (closing ? !first : first || previous === ',') parts.push(newLine(level));
    parts.push(text.slice(start, end), kind === ':' ? ' ' : '');
    if (kind === '{' || kind === '[') level++;
    previous = kind;
  }
  return parts.join('');
}

/** Indentation stops growing at some depth: 512 levels would be mostly spaces. */
function newLine(level: number): string {
  return `\n${'  '.repeat(Math.min(level, 40))}`;
}

/**
 * The members of the object, or the elements of the array, that starts at `start` in `text` (which
 * must be JSON), at most `limit` of them. A scalar has none.
 */
export function jsonEntries(text: string, start: number, limit = Infinity): Entry[] {
  const entries: Entry[] = [];
  let depth = 0;
  let name: string | null = null;
  let from = -1;
  for (const token of tokens(text, start)) {
    const opens = token.kind === '{' || token.kind === '[';
    const closes = token.kind === '}' || token.kind === ']';
    if (depth === 1 && from >= 0 && (token.kind === ',' || closes)) {
      entries.push({ name, start: from, end: lastEnd(text, token.start) });
      from = -1;
      if (entries.length >= limit) break;
    } else if (depth === 1 && token.kind === ':') {
      name = text.slice(from, lastEnd(text, token.start));
      from = -1;
    } else if (depth === 1 && from < 0 && token.kind !== ',' && !closes) {
      from = token.start;
    }
    depth += Number(opens) - Number(closes);
    if (depth === 0) break;
  }
  return entries;
}

/** The end of what stands before `at`, without the blanks between. */
function lastEnd(text: string, at: number): number {
  let end = at;
  while (' \t\n\r'.includes(text.charAt(end - 1))) end--;
  return end;
}
