import {
  type ApiEntry,
  chainFunctions,
  definitionFunctions,
  eventFunctions,
  eventMembers,
  logFunction,
  optionKeys,
  specialHandlers,
} from './api';
import { type EventPath, element } from './event-path';
import type { DataMember, Known } from './known';
import type { Place } from './place';

/** One way to go on at a place. */
export interface Proposal {
  label: string;
  /** What stands beside it: what a function is called with, a type, an example. */
  detail: string;
  /** What it is, in one line. */
  says: string;
  /** What is written for it, with places to fill in as CodeMirror's snippets have them; `null`: the label. */
  snippet: string | null;
  /** What takes the place of the word and of this many letters before it; `null`: the label alone. */
  instead: { letters: number; text: string } | null;
}

/** Types whose members are looked at where an event may have any type. */
const mostTypes = 50;

/** The ways to go on at a place, in the order in which they are told. */
export async function proposalsAt(place: Place, typed: string, known: Known): Promise<Proposal[]> {
  switch (place.kind) {
    case 'name':
      return [...(place.inFunction ? eventFunctions : definitionFunctions), logFunction].map(entry);
    case 'chain':
      return chainFunctions.filter(({ name }) => place.allowed.includes(name)).map(entry);
    case 'option':
      return keys(optionKeys, place);
    case 'handler':
      return handlers(place, known);
    case 'member':
      return members(place.path, place.dot, known);
    default:
      return (await namesOf(place.kind, typed, known)).map((name) => ({
        ...plain(name, { stream: 'stream', category: 'category', type: 'event type' }[place.kind]),
        instead: { letters: 0, text: place.inString ? inQuotes(name) : quoted(name) },
      }));
  }
}

function entry({ name, detail, says, insert }: ApiEntry): Proposal {
  return { label: name, detail, says, snippet: insert === name ? null : insert, instead: null };
}

function named({ name, detail, says }: ApiEntry): Proposal {
  return { label: name, detail, says, snippet: null, instead: null };
}

function plain(label: string, detail: string, says = ''): Proposal {
  return { label, detail, says, snippet: null, instead: null };
}

type KeyPlace = Place & { kind: 'handler' | 'option' };

/** Those that aren't given yet: all of each, or its name alone where that is what is missing. */
function keys(entries: readonly ApiEntry[], { given, hasValue, inString }: KeyPlace): Proposal[] {
  const left = entries.filter(({ name }) => !given.includes(name));
  return left.map(hasValue || inString ? named : entry);
}

function handlers(place: KeyPlace, { types }: Known): Proposal[] {
  const left = types.filter((type) => !place.given.includes(type));
  return [...left.map((type) => handler(type, place)), ...keys(specialHandlers, place)];
}

function handler(type: string, { hasValue, inString }: KeyPlace): Proposal {
  const told = plain(type, '(s, e)', `Handles events of the type ${type}.`);
  if (inString) return { ...told, instead: { letters: 0, text: inQuotes(type) } };
  const key = isName(type) ? type : quoted(type);
  if (hasValue) return { ...told, instead: { letters: 0, text: key } };
  return { ...told, snippet: `${escaped(key)}(s, e) {\n\t#{}\n},` };
}

async function namesOf(
  kind: 'stream' | 'category' | 'type',
  typed: string,
  known: Known,
): Promise<readonly string[]> {
  if (kind === 'stream') return known.streamsLike(typed);
  return kind === 'category' ? known.categories : known.types;
}

/** The members of an event, or of what its data has at the end of a path. */
async function members(path: EventPath, dot: string, known: Known): Promise<Proposal[]> {
  const [first, ...names] = path.names;
  if (first === undefined) return eventMembers.map(entry);
  if (first !== 'body' && first !== 'data') return [];
  const types = path.types ?? known.types.slice(0, mostTypes);
  const found = await Promise.all(
    types.map(async (type) => ({ type, members: follow(await known.membersOf(type), names) })),
  );
  return merged(found).map(({ member, types: having }) => dataMember(member, dot, having, types));
}

/** The members at the end of a path; an array's are those of its elements. */
function follow(from: readonly DataMember[], names: readonly string[]): readonly DataMember[] {
  let all = from;
  let isArray = false;
  for (const name of names) {
    if (name === element) {
      if (!isArray) return [];
      isArray = false;
      continue;
    }
    const next = isArray ? undefined : all.find((member) => member.name === name);
    if (!next) return [];
    all = next.members;
    isArray = /\barray\b/.test(next.type);
  }
  return isArray ? [] : all;
}

/** Members of the same name are one, with the types of events that have it. */
function merged(found: { type: string; members: readonly DataMember[] }[]) {
  const all = new Map<string, { member: DataMember; types: string[] }>();
  for (const { type, members } of found) {
    for (const member of members) {
      const before = all.get(member.name);
      if (before) before.types.push(type);
      else all.set(member.name, { member, types: [type] });
    }
  }
  return [...all.values()];
}

function dataMember(
  { name, type, example }: DataMember,
  dot: string,
  having: readonly string[],
  types: readonly string[],
): Proposal {
  const where = having.length === types.length ? '' : `, in ${someOf(having)}`;
  return {
    ...plain(name, example, `${type}${where}, for example ${example}`),
    instead: isName(name)
      ? null
      : { letters: dot.length, text: `${dot === '?.' ? '?.' : ''}[${quoted(name)}]` },
  };
}

/** The first names of a list, and how many more there are. */
function someOf(names: readonly string[]): string {
  const some = names.slice(0, 3).join(', ');
  return names.length > 3 ? `${some} and ${names.length - 3} more` : some;
}

/** Whether a text can be written as a name, without quotes. */
function isName(text: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text);
}

/** A text as a string of JavaScript. */
function quoted(text: string): string {
  const json = JSON.stringify(text).replace(/[\u2028\u2029]/g, escapedUnit);
  return json.includes("'") ? json : `'${json.slice(1, -1).replaceAll('\\"', '"')}'`;
}

/** A text as it stands between quotes of either kind. */
function inQuotes(text: string): string {
  const json = JSON.stringify(text).replace(/[\u2028\u2029]/g, escapedUnit);
  return json.slice(1, -1).replaceAll("'", "\\'");
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}

/** A text that a snippet leaves as it is: braces mark places to fill in. */
function escaped(text: string): string {
  return text.replace(/[{}]/g, '\\$&');
}
