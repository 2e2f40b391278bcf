import { type Connection, type EndReason, openLog, startWorker } from './connection';
import type { OwnEngineWorker } from './protocol';
import type { EngineState, LogAccess } from './supervisor';

/** So many bytes are held in the page's heap; then they move to a Blob, outside of it. */
const heapBytes = 1 << 20;

/** The page's copy of a file that is in a worker's memory: all that is left of it when the worker dies. */
export class Mirror {
  #parts: Blob[] = [];
  /** What comes behind these, and how many bytes that is. */
  #latest: Uint8Array<ArrayBuffer>[] = [];
  #latestBytes = 0;
  #size = 0;

  /** What the file holds. */
  get content(): Blob {
    return new Blob([...this.#parts, ...this.#latest]);
  }

  /** Bytes were written from `at` on. Almost always that is the end. */
  write(at: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (at !== this.#size) {
      this.#overwrite(at, bytes);
      return;
    }
    this.#latest.push(bytes);
    this.#latestBytes += bytes.length;
    this.#size += bytes.length;
    if (this.#latestBytes < heapBytes) return;
    this.#parts.push(new Blob(this.#latest));
    this.#latest = [];
    this.#latestBytes = 0;
  }

  /** It was cut off there, or made longer with zeros. */
  resize(size: number): void {
    if (size === this.#size) return;
    if (size < this.#size) this.#become(this.content.slice(0, size));
    else this.write(this.#size, new Uint8Array(size - this.#size));
  }

  #overwrite(at: number, bytes: Uint8Array<ArrayBuffer>): void {
    if (at > this.#size) this.resize(at);
    const before = this.content;
    this.#become(new Blob([before.slice(0, at), bytes, before.slice(at + bytes.length)]));
  }

  #become(content: Blob): void {
    this.#parts = [content];
    this.#latest = [];
    this.#latestBytes = 0;
    this.#size = content.size;
  }
}

/** A log in memory only. Its file is in the engine's worker; a new engine opens the mirror. */
export class MirroredLog implements LogAccess {
  #mirror = new Mirror();
  /** Of own projections, as JSON text. */
  #definitions = '';
  #own: Connection<OwnEngineWorker> | null = null;

  async connect(
    onEnd: (reason: EndReason) => void,
    onState: (state: EngineState) => void,
  ): Promise<Connection> {
    const own = await startWorker(onEnd);
    this.#own = own;
    own.onNews((news) => {
      if (news.news === 'written') this.#mirror.write(news.at, news.bytes);
      else if (news.news === 'resized') this.#mirror.resize(news.size);
      else if (news.news === 'defined') this.#definitions = news.definitions;
    });
    const log = {
      content: this.#mirror.content,
      definitions: this.#definitions,
      toWrite: true,
    };
    try {
      await openLog(own, log, (share) => onState({ name: 'opening', share }));
    } catch (error) {
      own.close();
      throw error;
    }
    return own;
  }

  leave(): void {
    this.#own?.close();
  }
}
