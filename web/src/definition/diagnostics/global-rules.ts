import type { AnyNode, NewExpression } from 'acorn';
import { serverGlobals } from '../sandbox/globals';
import type { Rule } from './diagnostic';
import { declaredNames, references, topVariables } from './names';
import { visit } from './tree';

/** The functions that KurrentDB gives, at any time. */
export const apiNames: ReadonlySet<string> = new Set([
  ...['options', 'fromAll', 'fromStream', 'fromStreams', 'fromCategory', 'fromCategories'],
  ...['on_event', 'on_any', 'emit', 'linkTo', 'linkStreamTo', 'copyTo', 'log'],
]);

/** Names that stand for nothing. */
export const missingGlobals: Rule = ({ script }, say) => {
  const declared = declaredNames(script.program);
  for (const node of references(script.program)) {
    const { name } = node;
    if (name === 'eval' || name === 'Function') {
      say(
        'warning',
        'no_eval',
        node,
        `KurrentDB lets no text be run as code: ${name} throws, here as there.`,
      );
    } else if (name === 'console') {
      say(
        'warning',
        'missing_global',
        node,
        'KurrentDB has no console, and neither has this: use log.',
      );
    } else if (!declared.has(name) && !known(name)) {
      say(
        'warning',
        'missing_global',
        node,
        `KurrentDB has no ${name}, and neither has this: a use of it throws.`,
      );
    }
  }
};

const known = (name: string) =>
  serverGlobals.has(name) || apiNames.has(name) || name === 'arguments';

/** The time and chance, which would make a rebuilt projection differ. */
export const timeAndChance: Rule = ({ script }, say) => {
  visit(script.program, (node) => {
    if (asksTime(node)) {
      say(
        'warning',
        'current_time',
        node,
        'KurrentDB gives the clock’s time here, so a projection that is rebuilt differs. Here it is the time at which the event was created.',
      );
    } else if (isMember(node, 'Math', 'random')) {
      say(
        'warning',
        'chance',
        node,
        'KurrentDB gives another number each time, so a projection that is rebuilt differs. Here the event’s position determines it.',
      );
    } else if (isLocal(node)) {
      say(
        'info',
        'local_time',
        node,
        'This goes by the time zone or language of whoever runs it: the server’s there, this browser’s here.',
      );
    }
  });
};

function asksTime(node: AnyNode): boolean {
  if (isMember(node, 'Date', 'now')) return true;
  if (node.type === 'NewExpression') return isDate(node.callee) && node.arguments.length === 0;
  return node.type === 'CallExpression' && isDate(node.callee);
}

function isDate(callee: NewExpression['callee'] | AnyNode): boolean {
  return callee.type === 'Identifier' && callee.name === 'Date';
}

function isMember(node: AnyNode, object: string, name: string): boolean {
  if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier') return false;
  return node.object.name === object && nameOf(node) === name;
}

function isLocal(node: AnyNode): boolean {
  return node.type === 'MemberExpression' && localMembers.test(nameOf(node));
}

const localMembers =
  /^(?:toLocale\w*|localeCompare|getTimezoneOffset|get(?:Hours|Minutes|Date|Day|Month|FullYear|Year)|to(?:Date|Time)String)$/;

function nameOf(node: AnyNode): string {
  if (node.type !== 'MemberExpression') return '';
  const { property } = node;
  return property.type === 'Identifier' && !node.computed ? property.name : '';
}

/** Variables at the top that functions change: the server forgets them when it restarts. */
export const topLevelState: Rule = ({ script }, say) => {
  const variables = new Set(topVariables(script.program).map(({ name }) => name));
  const said = new Set<string>();
  for (const given of script.functions()) {
    visit(given, (node) => {
      const name = changed(node);
      if (!name || !variables.has(name) || said.has(name)) return;
      said.add(name);
      say(
        'warning',
        'top_level_state',
        node,
        `${name} is no part of the state: KurrentDB forgets it when it restarts, and its second engine has several of it. Keep it in the state.`,
      );
    });
  }
};

function changed(node: AnyNode): string | null {
  const target =
    node.type === 'AssignmentExpression'
      ? node.left
      : node.type === 'UpdateExpression'
        ? node.argument
        : null;
  return target?.type === 'Identifier' ? target.name : null;
}

/** Declarations at the top by which a function of KurrentDB can't be reached any more. */
export const hiddenFunctions: Rule = ({ script }, say) => {
  const functions = script.program.body.flatMap((statement) =>
    statement.type === 'FunctionDeclaration' ? [statement.id] : [],
  );
  for (const node of [...topVariables(script.program), ...functions]) {
    if (!apiNames.has(node.name)) continue;
    say(
      'warning',
      'hides_function',
      node,
      `KurrentDB gives a function ${node.name}, which this hides here. There the declaration fails, or KurrentDB’s function takes its place.`,
    );
  }
};
