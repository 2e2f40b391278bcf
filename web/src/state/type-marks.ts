import { computed } from '@preact/signals';
import { stats } from './engine';
import { type Mark, marksOf, preferredMark } from './mark';

/** More types than these have the marks they prefer. */
const mostMarked = 1000;

/** A string, which only changes when a type comes that was not there. */
const names = computed(() => {
  const types = stats.value?.types.slice(0, mostMarked) ?? [];
  return JSON.stringify(types.map(({ name }) => name));
});

/** By type. The first to appear in the log choose first. */
const marks = computed(() => marksOf(JSON.parse(names.value)));

/** How a type is marked, wherever it is shown. */
export function markOf(type: string): Mark {
  return marks.value.get(type) ?? preferredMark(type);
}
