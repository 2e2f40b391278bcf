// Runs before anything is painted, so that no other theme than the chosen one is seen for a moment.

import { preferredTheme, wearTheme } from './state/theme-preference';

wearTheme(preferredTheme());
