import { needsOwn, stateOf, valueAt } from './code';
import { type Column, memberOf, type Types } from './form';
import type { FunctionName } from './functions';

/** What a column does with an event of some types. */
export interface Step {
  /** `null` for all. */
  types: Types;
  /** One statement. */
  code: string;
  /** The functions that it calls. */
  calls: FunctionName[];
}

/** A column's value before any event, as JavaScript. */
export function initialValue(column: Column): string {
  switch (column.kind) {
    case 'count':
      return '0';
    case 'sum':
    case 'difference':
      return column.adds === 'whole' ? '0' : "'0'";
    case 'distinct':
      return '[]';
    default:
      return 'null';
  }
}

/** What a column does with events: a difference does two things, all others one. */
export function stepsOf(column: Column): Step[] {
  const own: FunctionName[] = needsOwn(memberOf(column) ?? []) ? ['own'] : [];
  const step = (types: Types, code: string, ...calls: FunctionName[]) => ({
    types,
    code,
    calls: [...calls, ...own],
  });
  const state = stateOf(column.name);
  const value = valueAt(memberOf(column) ?? []);
  /** Has a function make the new value of the old one and the event's. */
  const folded = (types: Types, name: FunctionName) =>
    step(types, `${state} = ${name}(${state}, ${value});`, name);
  switch (column.kind) {
    case 'count':
      return [step(column.types, `${state} += 1;`)];
    case 'time':
      return [step(column.types, `${state} = event.created;`)];
    case 'last':
      return [step(column.types, `${state} = ${value} ?? ${state};`)];
    case 'first':
      return [step(column.types, `${state} ??= ${value} ?? null;`)];
    case 'distinct':
      return [step(column.types, `addDistinct(${state}, ${value});`, 'addDistinct')];
    case 'sum':
      return [folded(column.types, column.adds === 'whole' ? 'plusWhole' : 'plus')];
    case 'difference':
      return [
        folded(column.plus, column.adds === 'whole' ? 'plusWhole' : 'plus'),
        folded(column.minus, column.adds === 'whole' ? 'minusWhole' : 'minus'),
      ].filter(({ types }) => types?.length !== 0);
    default:
      return [folded(column.types, extremes[column.kind][column.compares])];
  }
}

const extremes = {
  smallest: { number: 'smallerNumber', decimal: 'smaller', text: 'smallerText' },
  largest: { number: 'largerNumber', decimal: 'larger', text: 'largerText' },
} as const;
