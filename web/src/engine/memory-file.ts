import { told } from './log-file';
import type { Tell } from './protocol';

/** A worker's own way to read a Blob at once; the page's library does not know it. */
declare class FileReaderSync {
  readAsArrayBuffer(blob: Blob): ArrayBuffer;
}

/**
 * A file in memory as the Go program takes one: `file` in wasm/file.go. It holds nothing but what it was opened with:
 * whatever is written is told to the page, whose mirror has the whole, and outlives the worker. So it is read from
 * only while it is opened.
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

  /** What is told is on its way, and nothing that is answered overtakes it. */
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
