import { type Node, type Program, parse } from 'acorn';
import { tooLong } from '../assemble';
import type { Version } from '../sandbox/outcome';
import { type Diagnostic, diagnosticAt, type Rule } from './diagnostic';
import { hiddenFunctions, missingGlobals, timeAndChance, topLevelState } from './global-rules';
import {
  anyBesideNamed,
  lostState,
  notFunctions,
  promises,
  secondEngineHandlers,
} from './handler-rules';
import { options } from './option-rules';
import { deprecated, logArguments, transformsNotRun } from './output-rules';
import { Script } from './script';
import { unknownTypes } from './type-rules';

const rules: Rule[] = [
  anyBesideNamed,
  promises,
  lostState,
  notFunctions,
  secondEngineHandlers,
  options,
  transformsNotRun,
  deprecated,
  logArguments,
  missingGlobals,
  timeAndChance,
  topLevelState,
  hiddenFunctions,
  unknownTypes,
];

/**
 * What can be said of a source before it runs, in the order of its lines.
 *
 * @param types of the events that there are; none where they aren't known.
 */
export function diagnose(
  source: string,
  { engine, types = [] }: { engine: Version; types?: readonly string[] },
): Diagnostic[] {
  const length = tooLong(source);
  if (length) return [{ severity: 'error', code: 'too_long', message: length, line: 1, column: 1 }];
  const read = parsed(source);
  if ('severity' in read) return [read];
  const found: Diagnostic[] = [];
  const reading = { script: new Script(read), engine, types };
  const say = (...said: Parameters<typeof diagnosticAt>) => found.push(diagnosticAt(...said));
  for (const rule of rules) rule(reading, say);
  return found.sort((a, b) => a.line - b.line || a.column - b.column);
}

/** The source's tree, or why it has none. */
function parsed(source: string): Program | Diagnostic {
  try {
    return parse(source, {
      ecmaVersion: 2024,
      sourceType: 'script',
      locations: true,
      allowHashBang: false,
    });
  } catch (error) {
    const { message, loc } = error as SyntaxError & { loc: NonNullable<Node['loc']>['start'] };
    // The message ends with the place, which is told apart.
    const said = message.replace(/ \(\d+:\d+\)$/, '');
    return {
      severity: 'error',
      code: 'syntax_error',
      message: `This can’t be read as JavaScript: ${said}.`,
      line: loc.line,
      column: loc.column + 1,
    };
  }
}
