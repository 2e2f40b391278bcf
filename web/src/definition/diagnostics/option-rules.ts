import { optionNamed, optionTypes } from '../sandbox/options';
import type { Reading, Rule, Say } from './diagnostic';

/** Options that the second engine takes and doesn't use. */
const unusedOnSecond = ['$includeLinks', 'reorderEvents', 'processingLag'];

/** Calls of `options`: unknown ones, ones without effect, and that several add up. */
export const options: Rule = (reading, say) => {
  const calls = reading.script.named('options');
  for (const { call, at } of calls.slice(1)) {
    void call;
    say(
      'info',
      'options_twice',
      at,
      'Options are given more than once. KurrentDB takes all of them together, the later one where both name the same.',
    );
  }
  for (const { call } of calls) checkCall(reading, call.arguments[0], say);
};

function checkCall(
  { script, engine }: Reading,
  given: Parameters<Reading['script']['resolved']>[0],
  say: Say,
): void {
  const object = script.resolved(given);
  if (object?.type !== 'ObjectExpression') return;
  for (const member of object.properties) {
    if (member.type !== 'Property' || member.computed) continue;
    const { key } = member;
    const name =
      key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : '';
    const known = optionNamed(name);
    if (!known) say('error', 'unknown_option', key, unknown(name));
    else if (engine === 'v2' && unusedOnSecond.includes(known)) {
      say(
        'info',
        'option_without_effect',
        key,
        `KurrentDB’s second engine takes ${known} and doesn’t use it.`,
      );
    }
  }
}

function unknown(name: string): string {
  if (name.toLowerCase() === 'trackemittedstreams') {
    return `KurrentDB fails at ${name} here: it is a setting of the projection, given where the projection is created.`;
  }
  return `There is no option ${name}, and KurrentDB fails at one. There are ${Object.keys(optionTypes).join(', ')}.`;
}
