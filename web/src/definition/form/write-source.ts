import { keyOf, needsOwn, quoted, remarked, valueAt } from './code';
import { initialValue, type Step, stepsOf } from './column-code';
import type { Form, Rows } from './form';
import { type FunctionName, functionTexts } from './functions';
import { pathText } from './path-text';

/** How wide a line may be. */
const width = 100;

/**
 * Writes the projection that a form describes, in the JavaScript that KurrentDB takes, to be read, changed and pasted
 * there. Its states hold one member for each column and nothing else.
 *
 * @param form must have no problems, see `problemsOf`.
 */
export function writeSource(form: Form): string {
  const steps = form.columns.flatMap(stepsOf);
  const { shared, handlers } = form.types ? byType(form.types, steps) : forAny(steps);
  const when = ['.when({', ...indented([initial(form), ...handlers]), '});'];
  const sections = [...shared, projection(form.rows, when).join('\n')];
  return `${[...sections, ...functionTexts(calledIn(form, steps))].join('\n\n')}\n`;
}

function calledIn({ rows }: Form, steps: Step[]): FunctionName[] {
  const called = steps.flatMap(({ calls }) => calls);
  return typeof rows === 'object' && needsOwn(rows.member) ? [...called, 'own'] : called;
}

/** The projection, given its call of `when`. */
function projection(rows: Rows, when: string[]): string[] {
  const chained = indented(when);
  if (rows === 'one')
    return ['// One row for all events.', `fromAll()${when[0]}`, ...when.slice(1)];
  if (rows === 'stream') {
    return ['// One row for each stream.', 'fromAll()', '  .foreachStream()', ...chained];
  }
  const member = remarked(pathText(rows.member));
  return [
    `// One row for each value of ${member}. An event without it belongs to no row.`,
    'fromAll()',
    `  .partitionBy((event) => ${valueAt(rows.member)})`,
    ...chained,
  ];
}

function initial({ columns }: Form): string {
  const members = columns.map((column) => `${keyOf(column.name)}: ${initialValue(column)}`);
  const line = `$init: () => ({ ${members.join(', ')} }),`;
  if (line.length + 4 <= width) return line;
  return ['$init: () => ({', ...indented(members.map((member) => `${member},`)), '}),'].join('\n');
}

interface Handlers {
  /** What stands before the projection. */
  shared: string[];
  /** The members of `when`. */
  handlers: string[];
}

/** A handler for each type, so that the server reads no others. */
function byType(types: readonly string[], steps: Step[]): Handlers {
  const bodies = new Map(types.map((type) => [type, statementsFor(type, steps)]));
  const named = new Map<string, string>();
  const shared: string[] = [];
  const handlers = types.map((type) => {
    const statements = bodies.get(type) ?? [];
    const key = keyOf(type);
    if (statements.length === 0) {
      return `// Changes no column, but begins a row.\n${key}: () => {},`;
    }
    const body = statements.join('\n');
    const alike = types.filter((other) => bodies.get(other)?.join('\n') === body);
    if (statements.length === 1 || alike.length === 1) return `${key}: ${handler(statements)},`;
    // Several statements that several types have alike are written once.
    let name = named.get(body);
    if (name === undefined) {
      name = handlerName(type, named.size);
      named.set(body, name);
      shared.push(`const ${name} = ${handler(statements)};`);
    }
    return `${key}: ${name},`;
  });
  return { shared, handlers };
}

function statementsFor(type: string, steps: Step[]): string[] {
  return steps.filter(({ types }) => types?.includes(type) ?? true).map(({ code }) => code);
}

/** A name for a handler of several types: `onDeposited`, after the first of them. */
function handlerName(type: string, others: number): string {
  const words = type.match(/[A-Za-z0-9]+/g) ?? [];
  const name = words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return `on${name || 'Events'}${others > 0 ? others + 1 : ''}`;
}

/** One handler for all events. */
function forAny(steps: Step[]): Handlers {
  const statements = steps.map(({ types, code }) => {
    if (types === null) return code;
    return [...condition(types), ...indented([code]), '}'].join('\n');
  });
  return { shared: [], handlers: [`$any: ${handler(statements)},`] };
}

/** The beginning of an `if` for events of some types. */
function condition(types: readonly string[]): string[] {
  if (types.length === 1) return [`if (event.eventType === ${quoted(types[0] ?? '')}) {`];
  const line = `if ([${types.map(quoted).join(', ')}].includes(event.eventType)) {`;
  if (line.length + 6 <= width) return [line];
  const items = indented(types.map((type) => `${quoted(type)},`));
  return ['if (', ...indented(['[', ...items, '].includes(event.eventType)']), ') {'];
}

function handler(statements: string[]): string {
  return ['(state, event) => {', ...indented(statements), '}'].join('\n');
}

/** Lines, and texts of several lines, two spaces further in. */
function indented(texts: string[]): string[] {
  return texts.flatMap((text) => text.split('\n').map((line) => `  ${line}`));
}
