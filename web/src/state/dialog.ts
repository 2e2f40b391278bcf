import { signal } from '@preact/signals';
import { drawNow } from './drawing';

/** The dialogs. At most one is open. */
export type DialogName =
  | 'append'
  | 'import'
  | 'generate'
  | 'clear'
  | 'sample'
  | 'alone'
  | 'failures'
  | 'keys'
  | 'palette'
  | 'workspaces';

/** The open one. */
export const opened = signal<DialogName | null>(null);

/** Opens a dialog in place of any other; it has the focus at once. */
export function openDialog(name: DialogName): void {
  opened.value = name;
  drawNow();
}

/** Closes whichever is open; the focus is back at once. */
export function closeDialog(): void {
  opened.value = null;
  drawNow();
}
