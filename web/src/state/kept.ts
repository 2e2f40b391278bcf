/** What this browser keeps of how the page was set up. It may keep nothing; then it holds until the page is left. */

const prefix = 'hindsight-';

/** What was kept under a name the last time; `null` when nothing was. */
export function kept(name: string): string | null {
  try {
    return localStorage.getItem(prefix + name);
  } catch {
    return null;
  }
}

/** Keeps a text under a name; `null` keeps nothing. */
export function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(prefix + name);
    else localStorage.setItem(prefix + name, text);
  } catch {
    // A browser that keeps nothing has said so itself.
  }
}
