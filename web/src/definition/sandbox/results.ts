import type { Version } from './outcome';
import type { Serializer } from './serializer';
import type { States } from './states';
import type { Vocabulary } from './vocabulary';

/** What a projection puts out of its states: by the first engine's rules through transforms and filters. */
export class Results {
  readonly #said: Vocabulary;
  readonly #version: Version;
  readonly #serializer: Serializer;
  /** The last result of each partition, for as long as its state's text stays the same. */
  readonly #last = new Map<string, string | null>();

  constructor(said: Vocabulary, version: Version, serializer: Serializer) {
    this.#said = said;
    this.#version = version;
    this.#serializer = serializer;
  }

  /** The result for the state in hand, or `null`. */
  of(partition: string, states: States, before: string | null): string | null {
    const { after } = states;
    if (this.#version === 'v1' && this.#said.transforms.length > 0) {
      const known = after === before ? this.#last.get(partition) : undefined;
      return known === undefined ? this.#transformed(states.value) : known;
    }
    const given = this.#version === 'v2' || this.#said.outputState;
    return given && after !== 'null' ? after : null;
  }

  commit(partition: string, result: string | null): void {
    if (this.#said.transforms.length > 0) this.#last.set(partition, result);
  }

  clear(): void {
    this.#last.clear();
  }

  /** The transforms get the live state, so what one changes in it the next event finds. */
  #transformed(state: unknown): string | null {
    let value = state;
    for (const { kind, run } of this.#said.transforms) {
      const given = run(value);
      if (kind === 'transform') value = given;
      else if (given !== true) return null;
      if (value === null || value === undefined) return null;
    }
    return this.#serializer.text(value, 'The result');
  }
}
