import { signal } from '@preact/signals';

/** What can be asked in a dialog, of which at most one is open. */
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

/** Opens a dialog in place of any other. */
export function openDialog(name: DialogName): void {
  opened.value = name;
}

/** Closes whichever is open. */
export function closeDialog(): void {
  opened.value = null;
}
