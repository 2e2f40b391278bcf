/** Long work that the page was left in the middle of: whoever comes back is told. */

import { keep, kept } from './kept';
import { addFault, engine } from './log';

/** What the work is noted as, and the lock that is held while it goes on. */
const noted = 'hindsight-work';

/** Does `work`, which is noted until it is over, whatever comes of it. */
export async function whileNoted<T>(title: string, work: () => Promise<T>): Promise<T> {
  // In memory nothing is kept, so there is nothing to come back to.
  if (engine.workspaces.shown === '') return work();
  return navigator.locks.request(noted, { mode: 'shared' }, async () => {
    keep(noted, title);
    try {
      return await work();
    } finally {
      keep(noted, null);
    }
  });
}

/** Says, once, what was noted and never came to its end. */
export async function tellCutShort(): Promise<void> {
  const title = kept(noted);
  if (title === null || !navigator.locks) return;
  const free = await navigator.locks.request(noted, { ifAvailable: true }, (lock) => lock !== null);
  // Another tab is at it.
  if (!free) return;
  keep(noted, null);
  addFault(
    `${title} was cut short, as its page was left. What it had appended is kept: do it again to have the rest.`,
  );
}
