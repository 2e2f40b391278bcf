/** The chosen theme as the browser knows it. No signals: it runs before the first paint, on its own. */

import { preference, setPreference } from './preferences';

/** Which colours are wanted; `system` are those of the device. */
export type Theme = 'system' | 'light' | 'dark';

const storedAs = 'hindsight-theme';

/** What was chosen on an earlier visit. */
export function preferredTheme(): Theme {
  const theme = preference(storedAs);
  return theme === 'light' || theme === 'dark' ? theme : 'system';
}

/** Remembers a theme. */
export function setPreferredTheme(theme: Theme): void {
  setPreference(storedAs, theme === 'system' ? null : theme);
}

/** Has the page drawn in a theme: every token of two colours follows. */
export function wearTheme(theme: Theme): void {
  document.documentElement.style.colorScheme = theme === 'system' ? '' : theme;
}
