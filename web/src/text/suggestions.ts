/** What a query could go on with. */

import { type Prefix, prefixes, type Query, term, type Word } from './query';
import { plural } from './show';

/** One way to go on. */
export interface Suggestion {
  /** What it puts in place of the word; also its name. */
  term: string;
  /** What it is about. */
  about: string;
}

/** What there is to suggest. */
export interface Known {
  /** Event types, the most frequent first. */
  types: readonly { name: string; count: number }[];
  /** Streams that have to do with the word. */
  streams: readonly { name: string; events: number }[];
}

/** Suggestions shown at once: more would hide the list. */
const mostShown = 8;
/** Of these, as many may be of one kind where the word could be of any. */
const mostOfAKind = 3;

const meanings: Record<Prefix, string> = {
  type: 'any of these types',
  stream: 'one stream',
  category: 'streams of a kind',
  from: 'since a time',
  to: 'before a time',
};

/** Whether streams have to be known for this word's suggestions. */
export function wantsStreams({ prefix, value }: Word): boolean {
  return prefix === 'stream' || prefix === 'category' || (prefix === null && value !== '');
}

/**
 * The ways to go on with a word of a query.
 *
 * @param query the whole of it: what it has already is not suggested again.
 */
export function suggestionsFor(word: Word, query: Query, known: Known): Suggestion[] {
  const { prefix, value } = word;
  const all = [
    ...(prefix === null ? fields(value) : []),
    ...some(prefix, 'type', value, typesOf(known, query, value)),
    ...some(prefix, 'category', value, categoriesOf(known)),
    ...some(prefix, 'stream', value, streamsOf(known)),
  ];
  const whole = prefix === null ? '' : term(prefix, value);
  return all.filter((suggestion) => suggestion.term !== whole).slice(0, mostShown);
}

function fields(typed: string): Suggestion[] {
  return prefixes
    .filter((prefix) => prefix.startsWith(typed))
    .map((prefix) => ({ term: `${prefix}:`, about: meanings[prefix] }));
}

/** Those of one kind that have the typed letters in them; those that begin with them come first. */
function some(
  prefix: Prefix | null,
  kind: Prefix,
  typed: string,
  values: { name: string; about: string }[],
): Suggestion[] {
  if (prefix !== kind && (prefix !== null || typed === '')) return [];
  const letters = typed.toLowerCase();
  const found = values.filter(({ name }) => name.toLowerCase().includes(letters));
  const begins = ({ name }: { name: string }) => name.toLowerCase().startsWith(letters);
  return [...found.filter(begins), ...found.filter((value) => !begins(value))]
    .slice(0, prefix === null ? mostOfAKind : mostShown)
    .map(({ name, about }) => ({ term: term(kind, name), about }));
}

function typesOf({ types }: Known, query: Query, typed: string) {
  return types
    .filter(({ name }) => name === typed || !query.types.includes(name))
    .map(({ name, count }) => ({ name, about: plural(count, 'event') }));
}

function streamsOf({ streams }: Known) {
  return streams.map(({ name, events }) => ({ name, about: plural(events, 'event') }));
}

function categoriesOf({ streams }: Known) {
  const names = new Set(streams.map(({ name }) => categoryOf(name)));
  return [...names].filter(Boolean).map((name) => ({ name, about: 'streams of a kind' }));
}

/** What stands before a stream name's first `-` or `:`; all of it where there is neither. */
function categoryOf(stream: string): string {
  return stream.split(/[-:]/, 1)[0] ?? '';
}
