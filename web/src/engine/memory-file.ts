import { told } from './log-file';
import type { Tell } from './protocol';

/** Reads a Blob without waiting; only workers have it. TypeScript's library for pages does not declare it. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/**
 * A file in memory as the Go program takes one: `file` in wasm/file.go. It holds only what it was opened with.
 * What is written is sent to the page, whose mirror holds the whole file and outlives the worker. So this file is
 * read only while the log is opened.
 */
export class MemoryFile {
  #size: number;

  /**
   * @param content what the file holds: the mirror of the worker before, empty for a new log.
   * @param memory the Go program's.
   */
  constructor(
    private readonly content: Blob,
    private readonly memory: () => ArrayBuffer,
    private readonly tell: Tell,
  ) {
    this.#size = content.size;
  }

  read(at: number, pointer: number, length: number): number | string {
    return told(() => {
      const bytes = new FileReaderSync().readAsArrayBuffer(this.content.slice(at, at + length));
      new Uint8Array(this.memory(), pointer, length).set(new Uint8Array(bytes));
      return bytes.byteLength;
    });
  }

  write(at: number, pointer: number, length: number): number | string {
    return told(() => {
      const bytes = new Uint8Array(this.memory().slice(pointer, pointer + length));
      this.tell({ news: 'written', at, bytes }, [bytes.buffer]);
      this.#size = Math.max(this.#size, at + length);
      return length;
    });
  }

  resize(size: number): number | string {
    return told(() => {
      this.tell({ news: 'resized', size });
      this.#size = size;
      return 0;
    });
  }

  /** Nothing to do: what was written is already on its way to the page, ahead of any answer. */
  flush(): number {
    return 0;
  }

  size(): number {
    return this.#size;
  }

  close(): number {
    return 0;
  }
}
