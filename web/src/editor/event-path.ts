import type { SyntaxNode } from '@lezer/common';
import type { EventFunction } from './event-functions';
import {
  argumentsOf,
  calledName,
  callGiven,
  childrenOf,
  isFunction,
  parametersOf,
  partsOf,
  type Reading,
  said,
  textOf,
} from './syntax';

/** The way from an event to something in it. */
export interface EventPath {
  /** The types that the event may have; `null` for any. */
  types: readonly string[] | null;
  /** The names of the members on the way; {@link element} for any element of an array. */
  names: readonly string[];
}

/** Stands for any element of an array. No member can be written so. */
export const element = '[]';

/** Steps from a name to what it stands for. Names that stand for each other would never end. */
const mostSteps = 20;

/** The functions of arrays that call another one with each element, and with which argument. */
const eachElement: Readonly<Record<string, number>> = {
  ...{ forEach: 0, map: 0, filter: 0, find: 0, findLast: 0, findIndex: 0, some: 0, every: 0 },
  ...{ flatMap: 0, reduce: 1, reduceRight: 1 },
};

/** Tells what expressions stand for, as far as they lead to an event. */
export class EventPaths {
  readonly #reading: Reading;
  readonly #functions: ReadonlyMap<number, EventFunction>;

  constructor(reading: Reading, functions: ReadonlyMap<number, EventFunction>) {
    this.#reading = reading;
    this.#functions = functions;
  }

  /** Where an expression leads to; `null` where that isn't known to be an event. */
  of(node: SyntaxNode | null | undefined, steps = mostSteps): EventPath | null {
    if (!node || steps === 0) return null;
    switch (node.name) {
      case 'VariableName':
        return this.#variable(node, steps - 1);
      case 'MemberExpression':
        return into(this.of(node.firstChild, steps - 1), [this.#step(node)]);
      case 'ParenthesizedExpression':
      case 'BinaryExpression':
        // Of `a || {}` and `a ?? {}` the first is what is meant.
        return this.of(partsOf(node)[0], steps - 1);
      default:
        return null;
    }
  }

  #step(member: SyntaxNode): string {
    const name = member.getChild('PropertyName') ?? member.getChild('String', '[');
    return name ? said(this.#reading, name) : element;
  }

  /** What a name stands for, by the nearest declaration around it. */
  #variable(use: SyntaxNode, steps: number): EventPath | null {
    const name = textOf(this.#reading, use);
    for (let around = use.parent; around; around = around.parent) {
      const found = this.#declared(around, name, use, steps);
      if (found !== undefined) return found;
    }
    return null;
  }

  /** `undefined` where a node declares no such name. */
  #declared(
    around: SyntaxNode,
    name: string,
    use: SyntaxNode,
    steps: number,
  ): EventPath | null | undefined {
    if (isFunction(around)) return this.#parameter(around, name, steps);
    for (const { pattern, value, each } of declarationsIn(around)) {
      const names = this.#namesTo(name, pattern);
      // In its own value a name isn't there yet.
      const isWithin = value && value.from <= use.from && use.to <= value.to;
      if (!names || isWithin) continue;
      return into(this.of(value, steps), each ? [element, ...names] : names);
    }
    return undefined;
  }

  #parameter(given: SyntaxNode, name: string, steps: number): EventPath | null | undefined {
    for (const [at, pattern] of parametersOf(given).entries()) {
      const names = this.#namesTo(name, pattern);
      if (names) return into(this.#given(given, at, steps), names);
    }
    return undefined;
  }

  /** What a function's parameter is given. */
  #given(given: SyntaxNode, at: number, steps: number): EventPath | null {
    const called = this.#functions.get(given.from);
    if (called) return called.parameter === at ? { types: called.types, names: [] } : null;
    const call = callGiven(given);
    const isFirst = call && argumentsOf(call)[0]?.from === given.from;
    if (!isFirst || eachElement[calledName(this.#reading, call)] !== at) return null;
    return into(this.of(call.firstChild?.firstChild, steps), [element]);
  }

  /** The members that lead from a pattern's value to the name that it declares; `null` if it declares no such. */
  #namesTo(name: string, pattern: SyntaxNode | null): string[] | null {
    if (!pattern) return null;
    if (pattern.name === 'VariableDefinition') {
      return textOf(this.#reading, pattern) === name ? [] : null;
    }
    for (const part of partsOf(pattern)) {
      const names = this.#namesTo(name, pattern.name === 'ArrayPattern' ? part : patternIn(part));
      if (!names) continue;
      if (pattern.name === 'ArrayPattern') return [element, ...names];
      return [said(this.#reading, partsOf(part)[0] ?? null), ...names];
    }
    return null;
  }
}

/** What a member of a pattern is put into: `b` of `{ a: b }` and of `{ b }`. */
function patternIn(member: SyntaxNode): SyntaxNode | null {
  const colon = member.getChild(':');
  return colon ? colon.nextSibling : member.firstChild;
}

function into(path: EventPath | null, names: readonly string[]): EventPath | null {
  return path && { types: path.types, names: [...path.names, ...names] };
}

interface Declaration {
  pattern: SyntaxNode;
  value: SyntaxNode | null;
  /** Whether the name is given each element of the value. */
  each: boolean;
}

/** What is declared directly in a block, at the top of the source, or by a loop. */
function declarationsIn(around: SyntaxNode): Declaration[] {
  const loop = around.getChild('ForOfSpec');
  if (loop) {
    const [, pattern, , value = null] = partsOf(loop);
    return pattern ? [{ pattern, value, each: true }] : [];
  }
  return around.getChildren('VariableDeclaration').flatMap(declarators);
}

function declarators(declaration: SyntaxNode): Declaration[] {
  return childrenOf(declaration)
    .filter(({ name }) => name === 'VariableDefinition' || name.endsWith('Pattern'))
    .map((pattern) => {
      const equals = pattern.nextSibling?.name === 'Equals' ? pattern.nextSibling : null;
      return { pattern, value: equals?.nextSibling ?? null, each: false };
    });
}
