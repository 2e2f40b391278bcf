/**
 * What is remembered from one visit to the next, or for as long as the tab is there. A browser may keep
 * nothing: then it lasts as long as the page.
 */

/** What was kept under a name; `null` when nothing was. */
export function preference(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** The names that begin like this and have something under them. */
export function preferenceNames(beginning: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(beginning));
  } catch {
    return [];
  }
}

/** Keeps a value under a name; `null` forgets it. */
export function setPreference(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Then it holds until the page is left.
  }
}

/** What this tab kept under a name; `null` when nothing was. */
export function tabPreference(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Keeps a value under a name for as long as the tab is there, and for no other. */
export function setTabPreference(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Then it holds until the page is left.
  }
}
