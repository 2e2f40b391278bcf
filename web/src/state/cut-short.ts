/** Long work that ended because its page was left: the next visit says so. */

import { engine } from './engine';
import { addNotice } from './notices';
import { preference, preferenceNames, setPreference } from './preferences';

/** What each work is noted as begins with this; a lock of that name is held while it goes on. */
const noted = 'hindsight-work-';

/** How long a page that was just left may still hold its locks, in milliseconds. */
const leavingMs = 2_000;

/** Does `work`, which is noted until it is over, whatever comes of it. */
export async function whileNoted<T>(title: string, work: () => Promise<T>): Promise<T> {
  await engine.ready.catch(() => {});
  // A log in memory is gone with the page. Work for a reader is done by the writer's engine, which goes on.
  if (engine.workspaces.shown === '' || engine.workspaces.reads) return work();
  const name = noted + crypto.getRandomValues(new Uint32Array(2)).join('-');
  return navigator.locks.request(name, async () => {
    setPreference(name, title);
    try {
      return await work();
    } finally {
      setPreference(name, null);
    }
  });
}

/** Says, once, what was noted and never came to its end. */
export async function tellCutShort(): Promise<void> {
  if (!navigator.locks) return;
  await Promise.all(preferenceNames(noted).map(tell));
}

async function tell(name: string): Promise<void> {
  const signal = AbortSignal.timeout(leavingMs);
  // If the lock is not free, another tab does the work; without a note, another tab has told of it.
  const title = await navigator.locks
    .request(name, { signal }, () => taken(name))
    .catch(() => null);
  if (title === null) return;
  addNotice(
    `${title} was cut short, as its page was left. What it had appended is kept: do it again to have the rest.`,
  );
}

function taken(name: string): string | null {
  const title = preference(name);
  setPreference(name, null);
  return title;
}
