/**
 * The query of the search bar: `type:OrderPlaced stream:order-42 amount`. A word that begins with one
 * of {@link prefixes} narrows by that field; all else is one text that is looked for letter for letter.
 *
 * Double quotes keep blanks together, with JSON's escapes: `stream:"a b"`. Text in quotes is what they
 * hold if it is nothing but that; otherwise they are part of the text, as they are part of JSON. So is
 * any other word with a colon.
 */

import { oneLine } from './show';
import type { Understood } from './time';

/** What a word may begin with, before its colon. */
export const prefixes = ['type', 'stream', 'category', 'from', 'to'] as const;

/** One of {@link prefixes}. */
export type Prefix = (typeof prefixes)[number];

/** What a query asks for. Empty fields ask for nothing. */
export interface Query {
  /** Any of these. */
  types: string[];
  stream: string;
  category: string;
  text: string;
  /** Inclusive, RFC 3339. */
  from: string;
  /** Exclusive, RFC 3339. */
  to: string;
}

/** A query that was read. */
export interface ReadQuery {
  query: Query;
  /** What is wrong with it, a sentence; `''` when nothing is. The rest of it holds all the same. */
  error: string;
  /** How something in it was understood, where that is not plain; `''` when all is. */
  note: string;
}

/** A word of a query: the slice `[start, end)` of its text, in UTF-16 code units. */
export interface Word {
  start: number;
  end: number;
  /** `null` when it is text. */
  prefix: Prefix | null;
  /** What follows the prefix, without its quotes; all of a text, as it is. */
  value: string;
}

/** Reads a time as it is typed: gives a sentence when it is none. */
export type ReadTime = (typed: string) => Understood | string;

const quoted = /^"(?:[^"\\]|\\.)*"$/;
const words = /(?:"(?:[^"\\]|\\.)*"|\S)+/g;
const noQuery: Query = { types: [], stream: '', category: '', text: '', from: '', to: '' };

/** Reads a query. Whatever is typed is one. */
export function readQuery(typed: string, readTime: ReadTime): ReadQuery {
  const query = { ...noQuery, types: [] as string[], text: '' };
  const errors: string[] = [];
  const notes: string[] = [];
  const texts: Word[] = [];
  for (const word of wordsOf(typed)) {
    const { prefix, value } = word;
    if (prefix === null) {
      texts.push(word);
      const unknown = /^[A-Za-z]+:(?=.)/.exec(value);
      if (unknown) notes.push(`“${unknown[0]}” is looked for as text: it is no field.`);
      continue;
    }
    if (isOpen(typed, word)) errors.push(`The quotation mark after ${prefix}: is never closed.`);
    if (value === '') notes.push(`“${prefix}:” asks for nothing yet.`);
    else if (prefix === 'type') query.types = [...new Set([...query.types, value])];
    else {
      const read = prefix === 'from' || prefix === 'to' ? readTime(value) : value;
      const time = typeof read === 'object' ? read.time : value;
      if (typeof read === 'object' && read.note) notes.push(`${prefix}: ${read.note}`);
      if (read !== value && typeof read === 'string') errors.push(`${prefix}: ${read}`);
      else if (query[prefix] && query[prefix] !== time) errors.push(onlyOne(prefix));
      else query[prefix] = time;
    }
  }
  query.text = textOf(typed, texts);
  return { query, error: errors[0] ?? '', note: notes[0] ?? '' };
}

/** A query as it would be typed: {@link readQuery} reads the same from it. */
export function writeQuery(query: Query): string {
  const { types, text } = query;
  const terms = types.map((type) => term('type', type));
  for (const prefix of prefixes) {
    if (prefix !== 'type' && query[prefix]) terms.push(term(prefix, query[prefix]));
  }
  if (text) terms.push(isPlain(text) ? text : JSON.stringify(text));
  return terms.join(' ');
}

/** `type:OrderPlaced`, in quotes where it needs them. */
export function term(prefix: Prefix, value: string): string {
  return `${prefix}:${/^[^\s"]+$/.test(value) ? value : JSON.stringify(value)}`;
}

/** A query that shows how one is written, where no log's own would. */
export const usualExample = 'type:OrderPlaced amount';

/** The type that {@link usualExample} names. */
export const usualType = 'OrderPlaced';

/** Letters of a name that an example shows. */
const exampleLength = 24;

/** A query for the likes of one event, with long names cut: it is there to be seen. */
export function exampleOf({ type, stream }: { type: string; stream: string }): string {
  const shown = (name: string) => oneLine(name, exampleLength);
  return `${term('type', shown(type))} ${term('stream', shown(stream))}`;
}

/** The word that `caret`, an index into the text, stands in or behind; an empty one between words. */
export function wordAt(typed: string, caret: number): Word {
  const here = wordsOf(typed).find(({ start, end }) => start <= caret && caret <= end);
  return here ?? { start: caret, end: caret, prefix: null, value: '' };
}

/** The query with something else in place of one of its words, and where the caret belongs then. */
export function replaceWord(typed: string, { start, end }: Word, by: string) {
  const rest = typed.slice(end);
  // What begins a term is typed on; a whole one is followed by the next word.
  const blank = by.endsWith(':') || rest.startsWith(' ') ? '' : ' ';
  const caret = start + by.length + (by.endsWith(':') ? 0 : 1);
  return { typed: typed.slice(0, start) + by + blank + rest, caret };
}

function wordsOf(typed: string): Word[] {
  const found: Word[] = [];
  for (const match of typed.matchAll(words)) {
    const start = match.index;
    const whole = match[0];
    const prefix = prefixes.find((name) => whole.startsWith(`${name}:`)) ?? null;
    const rest = prefix === null ? whole : whole.slice(prefix.length + 1);
    if (prefix !== null && rest.startsWith('"') && !quoted.test(rest)) {
      // It is still being typed: blanks belong to it.
      const value = typed.slice(start + prefix.length + 2);
      found.push({ start, end: typed.length, prefix, value });
      break;
    }
    const value = prefix === null ? whole : unquoted(rest);
    found.push({ start, end: start + whole.length, prefix, value });
  }
  return found;
}

function isOpen(typed: string, { start, end, prefix }: Word): boolean {
  const rest = typed.slice(start + (prefix?.length ?? 0) + 1, end);
  return rest.startsWith('"') && !quoted.test(rest);
}

/** The words that are text, with the blanks that were typed between them. */
function textOf(typed: string, texts: Word[]): string {
  const [first] = texts;
  if (first && texts.length === 1) return unquoted(first.value);
  let text = '';
  for (const [i, { start, end }] of texts.entries()) {
    const before = texts[i - 1];
    const between = before ? typed.slice(before.end, start) : '';
    text += (/\S/.test(between) ? ' ' : between) + typed.slice(start, end);
  }
  return text;
}

/** What stands in quotes; all of it where there are none, or an escape is none of JSON's. */
function unquoted(text: string): string {
  if (!quoted.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Whether a text is read as itself. */
function isPlain(text: string): boolean {
  const { query } = readQuery(text, () => '');
  return query.text === text && wordsOf(text).every(({ prefix }) => prefix === null);
}

function onlyOne(prefix: Prefix): string {
  return `There can be one ${prefix}: only; the first one counts.`;
}
