import type { Version } from './outcome';
import { Refusal } from './refusal';
import type { Serializer } from './serializer';
import type { Vocabulary } from './vocabulary';

const { parse } = JSON;

/** The states of all partitions as JSON text, as they are kept and sent. */
export interface SavedStates {
  /** A partition's key and its state. */
  partitions: [string, string][];
  /** The state that all partitions of a biState projection share. */
  shared: string | null;
}

/**
 * The states of a projection, and the live object that the user's code has of the partition in hand.
 *
 * The first engine keeps that object while events of one partition follow each other, and parses its
 * text only when it comes back from another partition; the second parses it before every event. So a
 * Date in a state stays one under the first engine, for a while.
 */
export class States {
  /** What a handler is given: the state, or with biState the pair of the own and the shared one. */
  value: unknown;
  /** What `write` made, until it is committed. */
  after: string | null = null;
  sharedAfter: string | null = null;
  /** Whether what is live holds what the text of `write` doesn't. */
  lossy = false;
  readonly #texts = new Map<string, string>();
  #shared: string | null = null;
  /** The partition that `value` is of; `null` where it is of none. */
  #live: string | null = null;
  /** Partitions whose handler returned something else than a pair: the server faults at their next event. */
  readonly #broken = new Set<string>();
  readonly #said: Vocabulary;
  readonly #version: Version;
  readonly #serializer: Serializer;
  /** Whether the shared state is one of its own, beside those of the partitions. */
  readonly shares: boolean;

  constructor(said: Vocabulary, version: Version, serializer: Serializer) {
    this.#said = said;
    this.#version = version;
    this.#serializer = serializer;
    this.shares = said.options.biState && (said.byStream || said.partitionBy !== null);
  }

  get shared(): string | null {
    return this.#shared;
  }

  textOf(partition: string): string | null {
    return this.#texts.get(partition) ?? null;
  }

  /** Replaces all states. */
  load(saved: SavedStates): void {
    this.#texts.clear();
    for (const [partition, text] of saved.partitions) this.#texts.set(partition, text);
    this.#shared = saved.shared;
    this.#broken.clear();
    this.#live = null;
  }

  save(): SavedStates {
    return { partitions: [...this.#texts], shared: this.#shared };
  }

  /** Makes `value` that of a partition, and says whether the partition is new. */
  enter(partition: string): boolean {
    if (this.#broken.has(partition)) {
      throw new Refusal(
        'state_error',
        'With biState a handler has to return the pair [own, shared]; the one before did not.',
      );
    }
    if (this.#live === partition && this.#version === 'v1') return false;
    const text = this.#texts.get(partition);
    // Coming back to a state of null, the first engine finds none.
    const isNew = text === undefined || (text === 'null' && this.#version === 'v1');
    if (!this.#said.options.biState) {
      this.value = isNew ? this.#init() : parse(text);
    } else if (this.shares) {
      this.#enterShared(isNew ? this.#init() : parse(text));
    } else {
      this.value = isNew ? [this.#init(), this.#initShared()] : parse(text);
    }
    this.#live = partition;
    return isNew;
  }

  /** What a handler returned is the state from now on, unless that is nothing. */
  replace(returned: unknown): void {
    if (returned !== undefined) this.value = returned;
  }

  /** Writes the live state as text, which counts once it is committed. */
  write(): void {
    const { value } = this;
    this.sharedAfter = this.#shared;
    if (!this.shares || !Array.isArray(value)) {
      this.after = this.#serializer.text(value);
      this.lossy = this.#serializer.lossy;
      return;
    }
    this.after = this.#serializer.text(value[0]);
    this.lossy = this.#serializer.lossy;
    this.sharedAfter = this.#serializer.text(value[1], 'The shared state');
    this.lossy ||= this.#serializer.lossy;
  }

  commit(partition: string): void {
    if (this.after === null) return;
    this.#texts.set(partition, this.after);
    this.#shared = this.sharedAfter;
    if (this.#said.options.biState && !Array.isArray(this.value)) this.#broken.add(partition);
  }

  /** Drops the live state, which an event that failed may have changed. */
  rollback(): void {
    this.#live = null;
    this.value = undefined;
  }

  /** The first engine keeps the shared state live as long as it runs. */
  #enterShared(own: unknown): void {
    const kept = this.#version === 'v1' && Array.isArray(this.value);
    if (kept) {
      (this.value as unknown[])[0] = own;
      return;
    }
    this.value = [own, this.#shared === null ? this.#initShared() : parse(this.#shared)];
  }

  #init(): unknown {
    const { init } = this.#said.handlers;
    return init ? init() : {};
  }

  #initShared(): unknown {
    const { initShared } = this.#said.handlers;
    return initShared ? initShared() : {};
  }
}
