import { exampleOf, usualExample, usualType } from '../text/query';
import { oneLine } from '../text/show';
import { asking, useAnswer } from './answer';
import { stats } from './engine';

/** What a field is given as an example: shown while it is empty, and no part of what is typed. */
export interface Example {
  query: string;
  type: string;
  stream: string;
}

/** Of the sample shop, where there are no events to take one from. */
const usual: Example = { query: usualExample, type: usualType, stream: 'order-42' };

/** Letters of a name that a field shows. */
const shownLength = 40;

/** An example that fits the shown log, made of its first event; `null` until that is known. */
export function useExample(): Example | null {
  const first = useAnswer(() => asking([{ ask: 'events', limit: 1 }], ({ events }) => events));
  const known = stats.value && first.value.value;
  if (!known) return null;
  const [event] = known;
  // The shop's stays where it holds, as it looks for text as well.
  if (!event || stats.value?.types.some(({ name }) => name === usualType)) return usual;
  return {
    query: exampleOf(event),
    type: oneLine(event.type, shownLength),
    stream: oneLine(event.stream, shownLength),
  };
}
