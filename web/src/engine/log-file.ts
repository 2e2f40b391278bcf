import { type AccessHandle, folderOf } from './workspace-folder';

/** How long a file may still be held by the worker that had it before, in milliseconds. */
const patienceMs = 5_000;
const againMs = 20;

/**
 * A file as the Go program takes one: `file` in wasm/file.go. What is read and written lies in the
 * program's own memory. Nothing throws: what went wrong is returned as a sentence.
 */
export class LogFile {
  constructor(
    private readonly handle: AccessHandle,
    private readonly memory: () => ArrayBuffer,
  ) {}

  read(at: number, pointer: number, length: number): number | string {
    return told(() => this.handle.read(this.#place(pointer, length), { at }));
  }

  write(at: number, pointer: number, length: number): number | string {
    return told(() => this.handle.write(this.#place(pointer, length), { at }));
  }

  resize(size: number): number | string {
    return told(() => void this.handle.truncate(size));
  }

  flush(): number | string {
    return told(() => void this.handle.flush());
  }

  size(): number | string {
    return told(() => this.handle.getSize());
  }

  close(): number | string {
    return told(() => void this.handle.close());
  }

  /** The memory moves when it grows: a view of it is good for one call. */
  #place(pointer: number, length: number): Uint8Array {
    return new Uint8Array(this.memory(), pointer, length);
  }
}

/**
 * Opens a file of a workspace, which is made if there is none. Rejects with the browser's own error.
 *
 * @param memory the Go program's.
 */
export async function openFile(
  workspace: string,
  name: string,
  memory: () => ArrayBuffer,
): Promise<LogFile> {
  const folder = await folderOf(workspace);
  const file = await folder.getFileHandle(name, { create: true });
  const { createSyncAccessHandle } = file as unknown as {
    createSyncAccessHandle(): Promise<AccessHandle>;
  };
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return new LogFile(await createSyncAccessHandle.call(file), memory);
    } catch (error) {
      // The worker that had the lock has ended, but the browser may not have released its file yet.
      const held = (error as Error).name === 'NoModificationAllowedError';
      if (!held || performance.now() > until) throw error;
      await new Promise((resolve) => setTimeout(resolve, againMs));
    }
  }
}

/** Calls `act`; returns what it returns, or a thrown error as a sentence. */
export function told(act: () => number | undefined): number | string {
  try {
    return act() ?? 0;
  } catch (error) {
    const { name, message } = error as Error;
    return `${name}: ${message}`;
  }
}
