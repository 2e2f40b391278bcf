import type { Reading, Rule, Say } from './diagnostic';
import type { GivenHandler } from './script';
import { type FunctionNode, visit, visitOwn } from './tree';

/** `$any` beside handlers for named types: the last one given decides which events arrive. */
export const anyBesideNamed: Rule = ({ script, engine }, say) => {
  const any = script.handlers.findLast(({ name }) => name === '$any');
  const named = script.handlers.filter(({ name }) => !name.startsWith('$'));
  const last = named.at(-1);
  if (!any || !last) return;
  if (any.key.start < last.key.start) {
    say(
      'warning',
      'any_not_called',
      any.key,
      'This $any is never called: handlers for named types come after it, and then KurrentDB reads those types alone.',
    );
  } else if (engine === 'v1') {
    say(
      'error',
      'any_beside_named',
      any.key,
      'KurrentDB’s first engine refuses $any after handlers for named types. Leave out one or the other.',
    );
  } else if (script.named('fromAll').length > 0) {
    say(
      'warning',
      'any_beside_named',
      any.key,
      'KurrentDB’s second engine reads by the beginnings of the named types, so this $any is given only types that begin with one of them.',
    );
  }
};

/** Functions that give a promise: nobody waits for it. */
export const promises: Rule = ({ script }, say) => {
  const named = new Map(script.handlers.map(({ body, name }) => [body, name]));
  for (const given of new Set(script.functions())) {
    const what = named.get(given) ?? 'This function';
    if (given.async) {
      say(
        'warning',
        'async_handler',
        given,
        `${what} is async: KurrentDB doesn’t wait, and the promise becomes the state, which is written as {}. So it is here.`,
      );
    } else {
      promisesIn(given, say);
    }
  }
};

function promisesIn(given: FunctionNode, say: Say): void {
  visit(given, (node) => {
    if (node.type !== 'Identifier' || node.name !== 'Promise') return;
    say(
      'warning',
      'promise',
      node,
      'What a promise does comes after the event is done: KurrentDB doesn’t wait for it, and neither does this.',
    );
  });
}

/** A handler that assigns its state anew and returns nothing. */
export const lostState: Rule = ({ script }, say) => {
  for (const { name, body } of script.handlers) {
    const state = body?.params[0];
    if (!body || state?.type !== 'Identifier' || ['$init', '$initShared'].includes(name)) continue;
    if (body.type === 'ArrowFunctionExpression' && body.expression) continue;
    let returns = false;
    const assigned: Parameters<Say>[2][] = [];
    visitOwn(body, (node) => {
      if (node.type === 'ReturnStatement' && node.argument) returns = true;
      if (node.type !== 'AssignmentExpression' || node.left.type !== 'Identifier') return;
      if (node.left.name === state.name) assigned.push(node);
    });
    if (returns && !ignoresReturn(name)) continue;
    for (const node of assigned) say('warning', 'lost_state', node, lost(name, state.name));
  }
};

/** Handlers of which only what they change in the state counts. */
const ignoresReturn = (name: string) => name === '$created' || name === '$deleted';

function lost(name: string, state: string): string {
  if (ignoresReturn(name)) {
    return `This new ${state} is lost: of ${name} KurrentDB keeps only what it changes in the state it is given, and so does this.`;
  }
  return `This new ${state} is lost: the handler returns nothing, and then KurrentDB keeps the state it gave. Return ${state}, or change its members.`;
}

/** Members of `when` that are no functions, which the server passes over. */
export const notFunctions: Rule = ({ script }, say) => {
  const never = new Set(['Literal', 'ObjectExpression', 'ArrayExpression', 'TemplateLiteral']);
  for (const { name, key, value } of script.handlers) {
    if (!never.has(script.resolved(value)?.type ?? '')) continue;
    say('warning', 'not_a_handler', key, `${name} is no function, so KurrentDB passes it over.`);
  }
};

/** What the second engine does with a handler that it takes. */
export const secondEngineHandlers: Rule = (reading, say) => {
  if (reading.engine !== 'v2') return;
  sharedState(reading, say);
  const { handlers } = reading.script;
  const deleted = handlers.find(({ name }) => name === '$deleted');
  const named = handlers.some(({ name }) => !name.startsWith('$'));
  if (!deleted || !named || reading.script.named('fromAll').length === 0) return;
  say(
    'info',
    'deleted_not_read',
    deleted.key,
    'KurrentDB’s second engine reads only the named types after fromAll, so no deletion reaches this $deleted. Nor does it here.',
  );
};

function sharedState({ script }: Reading, say: Say): void {
  const shared: GivenHandler | undefined = script.handlers.find(
    ({ name }) => name === '$initShared',
  );
  if (!shared) return;
  say(
    'warning',
    'shared_state_on_v2',
    shared.key,
    'KurrentDB’s second engine doesn’t support biState: the shared state begins anew when the server restarts. Here it is kept.',
  );
}
