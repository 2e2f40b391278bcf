/**
 * Where workspaces lie in the origin's private file system: `workspaces/<id>/`, with the log, what
 * was derived from it, the definitions of own projections, and a note of what the workspace is called.
 */

/** The file that holds a workspace's log. */
export const logName = 'log';

/** The file that holds the projections' tables, as of the last checkpoint. */
export const tablesName = 'tables';

/** The file that holds the definitions of its own projections. */
export const definitionsName = 'definitions.json';

/** The file that says what it is called. */
export const noteName = 'workspace.json';

/** A worker's exclusive access to a file. TypeScript's library for pages does not declare it. */
export interface AccessHandle {
  read(into: Uint8Array, options: { at: number }): number;
  write(from: Uint8Array, options: { at: number }): number;
  truncate(size: number): void;
  flush(): void;
  getSize(): number;
  close(): void;
}

/** The folder of all workspaces. Rejects where the browser has no such file system. */
export async function workspacesFolder(): Promise<FileSystemDirectoryHandle> {
  const root = await navigator.storage.getDirectory();
  return root.getDirectoryHandle('workspaces', { create: true });
}

/** The folder of one workspace. Rejects where there is none. */
export async function folderOf(workspace: string): Promise<FileSystemDirectoryHandle> {
  return (await workspacesFolder()).getDirectoryHandle(workspace);
}

/** The name of the lock that a workspace's writer holds. */
export function writerLock(workspace: string): string {
  return `hindsight-writer-${workspace}`;
}
