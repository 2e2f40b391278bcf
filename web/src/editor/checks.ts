import { diagnose } from '../definition/diagnostics/diagnose';
import type { Diagnostic } from '../definition/diagnostics/diagnostic';
import type { Version } from '../definition/sandbox/outcome';
import { type After, Pause } from './pause';

/** Typing has paused when no key came for so long, in milliseconds. */
const pauseMs = 200;

/** What diagnostics depend on beside the source. */
export interface CheckedFor {
  engine: Version;
  types: readonly string[];
}

/** Keeps what is to be said of a source up to date while it is written. */
export class Checks {
  #source: string;
  #for: CheckedFor;
  /** What running the source has said; it is of no use for another source. */
  #ofRun: readonly Diagnostic[] = [];
  readonly #tell: (all: readonly Diagnostic[]) => void;
  readonly #pause: Pause;

  /**
   * Checks the source at once.
   *
   * @param tell is given all that there is to be said, by lines.
   */
  constructor(
    source: string,
    checkedFor: CheckedFor,
    tell: (all: readonly Diagnostic[]) => void,
    after?: After,
  ) {
    this.#source = source;
    this.#for = checkedFor;
    this.#tell = tell;
    this.#pause = new Pause(() => this.#check(), pauseMs, after);
    this.#check();
  }

  /** The source was changed: checks it when typing pauses. */
  changed(source: string): void {
    this.#source = source;
    this.#ofRun = [];
    this.#pause.putOff();
  }

  /** Checks again, for another engine or with other types. */
  checkFor(checkedFor: CheckedFor): void {
    this.#for = checkedFor;
    this.#check();
  }

  /** Adds what running this source has said. */
  ran(said: readonly Diagnostic[]): void {
    this.#ofRun = said;
    this.#check();
  }

  close(): void {
    this.#pause.cancel();
  }

  #check(): void {
    this.#pause.cancel();
    const read = diagnose(this.#source, this.#for);
    // Who runs a source reads it first, and has the same to say of one that can't be read.
    const ran = this.#ofRun.filter((said) => !read.some((other) => isSame(said, other)));
    this.#tell([...read, ...ran].sort((a, b) => a.line - b.line || a.column - b.column));
  }
}

function isSame(one: Diagnostic, other: Diagnostic): boolean {
  return one.code === other.code && one.line === other.line && one.column === other.column;
}
