import { effect, signal } from '@preact/signals';
import { revision } from './log';
import { moment, selected, traced, unfiltered } from './view';

/** Whether nothing was done yet but to open the page. */
export const newcomer = signal(false);

/** Takes whoever looks at the page for a newcomer, until they do anything. */
export function welcome(): void {
  const opened = revision.peek();
  newcomer.value = true;
  effect(() => {
    const looked = moment.value !== null || selected.value !== null || traced.value !== null;
    if (looked || !unfiltered.value || revision.value > opened) newcomer.value = false;
  });
}
