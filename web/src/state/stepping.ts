/** What one event did in an own projection, as a question for the {@link scheduler}. */

import { computed } from '@preact/signals';
import type { Stepped } from '../engine/api';
import type { DefinitionState } from '../engine/own/revisions';
import { type Asking, asking } from './answer';
import { definitions } from './engine';

/** What a definition has run. */
type Program = Pick<DefinitionState, 'name' | 'source' | 'engine'>;

/** Numbers what own projections run: one that is defined anew has another number, also where it was dropped before. */
export class Programs {
  #known: ReadonlyMap<string, Program & { number: number }> = new Map();
  #last = 0;

  /** The number of each, by its name, once these are all that there are. */
  numbered(all: readonly Program[]): ReadonlyMap<string, number> {
    this.#known = new Map(
      all.map(({ name, source, engine }) => {
        const known = this.#known.get(name);
        const isKnown = known?.source === source && known.engine === engine;
        return [name, { name, source, engine, number: isKnown ? known.number : ++this.#last }];
      }),
    );
    return new Map([...this.#known].map(([name, { number }]) => [name, number]));
  }
}

const all = new Programs();
const programs = computed(() => all.numbered(definitions.value));

/**
 * Asks what an event did in an own projection, in the lane `step`; `null` where there is no such projection.
 *
 * @param revision the one that was defined last where it is not said.
 */
export function stepOf(name: string, position: number, revision?: number): Asking<Stepped> | null {
  const program = programs.value.get(name);
  if (program === undefined) return null;
  const of = revision === undefined ? {} : { revision };
  return asking([{ ask: 'step', name, position, ...of, program }], ({ step }) => step);
}
