// Runs before anything is painted: whoever chose a theme sees no other one flash by.

import { preferredTheme, wearTheme } from './state/theme-preference';

wearTheme(preferredTheme());
