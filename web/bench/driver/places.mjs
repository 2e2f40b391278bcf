// Where things are.

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** This folder's parent. */
export const bench = fileURLToPath(new URL('..', import.meta.url));
export const web = join(bench, '..');
export const root = join(web, '..');
/** What was made once and may be thrown away. */
export const cache = join(web, '.cache', 'bench');
