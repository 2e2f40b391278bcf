import type { Rule } from './diagnostic';

/** Transforms, filters and outputs that the second engine takes and never runs. */
export const transformsNotRun: Rule = ({ script, engine }, say) => {
  if (engine !== 'v2') return;
  for (const { name, at } of script.named('transformBy', 'filterBy')) {
    say(
      'warning',
      'transform_not_run',
      at,
      `KurrentDB’s second engine takes ${name} and never runs it: the result is the state. So it is here.`,
    );
  }
  for (const { name, at } of script.named('outputState', 'outputTo')) {
    say(
      'info',
      'output_without_effect',
      at,
      `KurrentDB’s second engine puts out the state in any case, so ${name} changes nothing.`,
    );
  }
};

/** Functions that are there and better left alone. */
export const deprecated: Rule = ({ script }, say) => {
  for (const { at, call } of script.named('linkStreamTo')) {
    const fails = call.arguments.length === 3 ? ' With metadata it fails, here as there.' : '';
    say(
      'warning',
      'link_stream_to',
      at,
      `linkStreamTo is deprecated in KurrentDB: nothing resolves the links that it makes.${fails}`,
    );
  }
  for (const { at } of script.named('copyTo')) {
    say('warning', 'copy_to', at, 'copyTo does nothing, neither in KurrentDB nor here.');
  }
};

/** log with several arguments, whose lines surprise. */
export const logArguments: Rule = ({ script }, say) => {
  for (const { at, call } of script.named('log')) {
    const alone = at.start === call.start;
    if (!alone || call.arguments.length < 2) continue;
    say(
      'info',
      'log_arguments',
      at,
      'With several arguments KurrentDB logs a line for each text and number, then one line of all objects. So does this; join them to have one line.',
    );
  }
};
