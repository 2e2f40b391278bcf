/** Which colours the page is drawn in. */

import { computed, signal } from '@preact/signals';
import { preferredTheme, setPreferredTheme, type Theme, wearTheme } from './theme-preference';

const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const dark = signal(systemIsDark.matches);
systemIsDark.addEventListener('change', ({ matches }) => {
  dark.value = matches;
});

const chosen = signal(preferredTheme());

/** The theme that was chosen. */
export const theme = computed(() => chosen.value);

/** The colours that are shown. What is painted by script is painted again when they change. */
export const scheme = computed<'light' | 'dark'>(() => {
  if (chosen.value !== 'system') return chosen.value;
  return dark.value ? 'dark' : 'light';
});

/** Chooses a theme, for this visit and the next. */
export function chooseTheme(next: Theme): void {
  setPreferredTheme(next);
  wearTheme(next);
  chosen.value = next;
}
