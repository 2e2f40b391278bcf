import type { SyntaxNode } from '@lezer/common';
import {
  argumentsOf,
  calledName,
  isFunction,
  memberOf,
  type Reading,
  said,
  textOf,
} from './syntax';

/** A function of the source that is called with an event. */
export interface EventFunction {
  /** The types that its events have; `null` where they may have any. */
  types: readonly string[] | null;
  /** Which parameter is the event, from 0 on. */
  parameter: number;
}

/** The functions that are called with an event, each under the place where it begins. */
export function eventFunctions(reading: Reading): ReadonlyMap<number, EventFunction> {
  const found = new Map<number, EventFunction>();
  const keys: SyntaxNode[] = [];
  const put = (node: SyntaxNode | undefined, types: readonly string[] | null, parameter = 1) => {
    const given = node && functionAt(reading, node);
    if (!given) return;
    const before = found.get(given.from);
    found.set(given.from, { types: union(before, types), parameter });
  };
  reading.tree.iterate({
    enter({ name, node }) {
      if (name !== 'CallExpression') return;
      const [first, second] = argumentsOf(node);
      const called = calledName(reading, node);
      if (called === 'when') {
        for (const { name, given } of keysIn(reading, first)) put(given, typesOf(name));
      } else if (called === 'on_event') put(second, typesOf(said(reading, first ?? null)));
      else if (called === 'on_any') put(first, null);
      else if (called === 'partitionBy' && first) keys.push(first);
    },
  });
  // Only events that are handled are asked for their key.
  const handled = [...found.values()].reduce<EventFunction | undefined>(
    (all, { types, parameter }) => ({ types: union(all, types), parameter }),
    undefined,
  );
  for (const key of keys) put(key, handled ? handled.types : null, 0);
  return found;
}

/** The keys of an object, each with where it stands and what it is given. */
export function keysIn(
  reading: Reading,
  object: SyntaxNode | undefined,
): { name: string; at: number; given: SyntaxNode }[] {
  if (object?.name !== 'ObjectExpression') return [];
  return object.getChildren('Property').flatMap((property) => {
    const { key, value } = memberOf(property);
    return key ? [{ name: said(reading, key), at: key.from, given: value ?? property }] : [];
  });
}

/** `$created` is called for whatever type comes first, so `$` tells nothing of the type. */
function typesOf(name: string): readonly string[] | null {
  return name.startsWith('$') ? null : [name];
}

/** A function may handle several types. */
function union(
  before: EventFunction | undefined,
  types: readonly string[] | null,
): readonly string[] | null {
  if (!before) return types;
  return before.types && types ? [...new Set([...before.types, ...types])] : null;
}

/** The function that a node is, or that the name which it is was given at the top of the source. */
function functionAt(reading: Reading, node: SyntaxNode): SyntaxNode | null {
  if (isFunction(node)) return node;
  const isName = node.name === 'VariableName' || node.name === 'Property';
  return isName ? declaredFunction(reading, textOf(reading, node)) : null;
}

function declaredFunction(reading: Reading, name: string): SyntaxNode | null {
  const { topNode } = reading.tree;
  const named = (node: SyntaxNode) => textOf(reading, node.getChild('VariableDefinition')) === name;
  const declared = topNode.getChildren('FunctionDeclaration').find(named);
  if (declared) return declared;
  const value = topNode.getChildren('VariableDeclaration').find(named)?.getChild('Equals');
  const given = value?.nextSibling;
  return given && isFunction(given) ? given : null;
}
