import type { SyntaxNode } from '@lezer/common';
import { following } from '../definition/sandbox/chain';
import { eventFunctions, keysIn } from './event-functions';
import { type EventPath, EventPaths } from './event-path';
import {
  argumentsOf,
  calledName,
  callGiven,
  isFunction,
  memberOf,
  type Reading,
  textOf,
} from './syntax';

/** What is written at a place of a source, as far as the tree tells. */
export type Place = {
  /** Where the word begins that is written there; in a string behind its quote. */
  from: number;
  /** Where it ends: at the caret, or where a string that is there already does. */
  to: number;
  inString: boolean;
} & What;

type What =
  /** A name, at the top of the source or in a function. */
  | { kind: 'name'; inFunction: boolean }
  /** A member of the chain, with those that may come at that place. */
  | { kind: 'chain'; allowed: readonly string[] }
  /** A handler's name in the object that `when` is given, or that of an option; with those that are there. */
  | { kind: 'handler' | 'option'; given: readonly string[]; hasValue: boolean }
  /** The name of a stream, a category or a type. */
  | { kind: 'stream' | 'category' | 'type' }
  /** A member of an event, or of something in it. */
  | { kind: 'member'; path: EventPath; dot: '.' | '?.' };

/** Which names each function takes. */
const namesGiven: ReadonlyMap<string, 'stream' | 'category' | 'type'> = new Map([
  ['fromStream', 'stream'],
  ['fromStreams', 'stream'],
  ['fromCategory', 'category'],
  ['fromCategories', 'category'],
  ['on_event', 'type'],
]);

/** What is written where the caret is; `null` where nothing can be said of it. */
export function placeAt(reading: Reading, caret: number): Place | null {
  const { tree, text } = reading;
  const at = tree.resolveInner(caret, -1);
  if (at.name === 'String') return inString(reading, at, caret);
  const from = caret - wordBefore(text, caret).length;
  const before = tree.resolveInner(from, -1);
  const what = whatBehind(reading, before, from, from < caret ? at : null);
  return what && { from, to: caret, inString: false, ...what };
}

/**
 * @param before the node that ends where the word begins, or the one around that place.
 * @param word the word's own node; `null` where there is no word yet.
 */
function whatBehind(
  reading: Reading,
  before: SyntaxNode,
  from: number,
  word: SyntaxNode | null,
): What | null {
  if (before.name === '.' || before.name === '?.') return afterDot(reading, before, before.name);
  const object = objectOfKey(before, from);
  if (object) return keyOf(reading, object, from);
  return argumentAt(reading, before, from) ?? nameAt(before, word);
}

function wordBefore(text: string, caret: number): string {
  return /[\w$]*$/.exec(text.slice(Math.max(0, caret - 500), caret))?.[0] ?? '';
}

/** A string: one that a function takes, or the key of an object. */
function inString(reading: Reading, string: SyntaxNode, caret: number): Place | null {
  const whole = textOf(reading, string);
  const isClosed = whole.length > 1 && whole.endsWith(whole.charAt(0));
  const from = string.from + 1;
  const to = isClosed ? string.to - 1 : caret;
  if (caret < from || caret > to) return null;
  const what = argumentIn(reading, string) ?? keyIn(reading, string);
  return what && { from, to, inString: true, ...what };
}

function keyIn(reading: Reading, string: SyntaxNode): What | null {
  const property = string.parent;
  const isKey = property?.name === 'Property' && memberOf(property).key?.from === string.from;
  return isKey && property.parent ? keyOf(reading, property.parent, string.from) : null;
}

/** A name that the function takes to which a string is given, by itself or in an array. */
function argumentIn(reading: Reading, string: SyntaxNode): What | null {
  const isInArray = string.parent?.name === 'ArrayExpression';
  const call = callGiven(isInArray && string.parent ? string.parent : string);
  if (!call) return null;
  const name = calledName(reading, call);
  const isFirst = argumentsOf(call)[0]?.from === string.from;
  const kind = name === 'on_event' && !isFirst ? null : namesGiven.get(name);
  return kind ? { kind } : null;
}

/** Behind a dot: a member of the chain, of an event, or of something in it. */
function afterDot(reading: Reading, dot: SyntaxNode, written: '.' | '?.'): What | null {
  const object = dot.parent?.name === 'MemberExpression' ? dot.parent.firstChild : null;
  if (!object) return null;
  const called = calledName(reading, object);
  if (Object.hasOwn(following, called)) {
    return { kind: 'chain', allowed: following[called] ?? [] };
  }
  const path = new EventPaths(reading, eventFunctions(reading)).of(object);
  return path && { kind: 'member', path, dot: written };
}

/** The object whose key is written behind a node; `null` where it is none. */
function objectOfKey(before: SyntaxNode, from: number): SyntaxNode | null {
  const object = before.name === 'ObjectExpression' ? before : before.parent;
  if (object?.name !== 'ObjectExpression') return null;
  const last = before.name === 'ObjectExpression' ? object.childBefore(from) : before;
  return last?.name === '{' || last?.name === ',' ? object : null;
}

/** A key of the object that `when` or `options` is given. */
function keyOf(reading: Reading, object: SyntaxNode, from: number): What | null {
  const call = callGiven(object);
  const called = call ? calledName(reading, call) : '';
  if (called !== 'when' && called !== 'options') return null;
  const own = object.getChildren('Property').find((property) => property.from === from);
  const others = keysIn(reading, object).filter(({ at }) => at !== from);
  return {
    kind: called === 'when' ? 'handler' : 'option',
    given: others.map(({ name }) => name),
    hasValue: Boolean(own?.getChild(':') ?? own?.getChild('ParamList')),
  };
}

/** A name, without its quotes yet, that the function around takes. */
function argumentAt(reading: Reading, before: SyntaxNode, from: number): What | null {
  const isAround = before.name === 'ArgList' || before.name === 'ArrayExpression';
  const begins = before.name === '(' || before.name === '[' || before.name === ',';
  const list = isAround ? before : begins ? before.parent : null;
  const call = list?.name === 'ArrayExpression' ? callGiven(list) : (list?.parent ?? null);
  if (list?.name !== 'ArgList' && list?.name !== 'ArrayExpression') return null;
  const called = calledName(reading, call);
  const isLater = list.childBefore(from)?.name === ',';
  if (called === 'on_event' && isLater) return null;
  const kind = namesGiven.get(called);
  return kind ? { kind } : null;
}

/** Nodes behind which, or in which, a statement or an expression may begin. */
const beginnings = new Set([
  'Script',
  'Block',
  '{',
  '}',
  ';',
  'Arrow',
  '(',
  ',',
  'ArgList',
  'Equals',
]);

function nameAt(before: SyntaxNode, word: SyntaxNode | null): What | null {
  const isName = word ? word.name === 'VariableName' : beginnings.has(before.name);
  if (!isName || before.parent?.name === 'ParamList') return null;
  for (let around: SyntaxNode | null = before; around; around = around.parent) {
    if (isFunction(around)) return { kind: 'name', inFunction: true };
  }
  return { kind: 'name', inFunction: false };
}
