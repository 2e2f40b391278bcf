// Runs before anything is painted: whoever chose a theme sees no other one flash by.

import { keptTheme, wearTheme } from './state/theme-choice';

wearTheme(keptTheme());
