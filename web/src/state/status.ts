/** What was done last, and how long it took: one sentence, read out by screen readers. */

import { signal } from '@preact/signals';

/** The sentence. */
export const status = signal('');

/** Says what was done. */
export function say(sentence: string): void {
  status.value = sentence;
}
