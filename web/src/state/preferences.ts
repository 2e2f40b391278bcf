/**
 * Preferences, stored under names: from one visit to the next, or for as long as the tab is open. A browser
 * may store nothing; then a preference lasts as long as the page.
 */

/** The preference of this name; `null` when there is none. */
export function preference(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

/** The names of all preferences that begin like this. */
export function preferenceNames(beginning: string): string[] {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(beginning));
  } catch {
    return [];
  }
}

/** Stores a preference; `null` removes it. */
export function setPreference(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  } catch {
    // Without this, the value is remembered only as long as the page is open.
  }
}

/** This tab's preference of this name; `null` when there is none. */
export function tabPreference(name: string): string | null {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

/** Stores a preference for this tab only, for as long as it is open. */
export function setTabPreference(name: string, value: string): void {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // Without this, the value is remembered only as long as the page is open.
  }
}
