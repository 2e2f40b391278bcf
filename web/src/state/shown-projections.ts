/** Which projections are shown: of a log that is not the domain's own, those that say something about it. */

import { computed, effect, signal } from '@preact/signals';
import type { Command, Projection, TypeCount } from '../protocol/questions.gen';
import { asking, standing } from './answer';
import { isForeign } from './domain-commands';
import { definitions, stats } from './engine';
import type { Pane } from './panes';
import { moment, viewed } from './view';

/** All projections as of the latest moment, and the domain's commands. */
interface Latest {
  projections: readonly Projection[];
  commands: readonly Command[];
}

/** The last answer; `null` until {@link followProjections} has had one. */
const latest = signal<Latest | null>(null);
/** All projections as they were at the viewed moment; `null` where that is the latest. */
const past = signal<readonly Projection[] | null>(null);

/** Keeps what is known of the projections in step with the log and the viewed moment. */
export function followProjections(): void {
  const known = standing(() =>
    asking([{ ask: 'projections' }, { ask: 'commands' }], (projections, commands) => ({
      projections,
      commands,
    })),
  );
  // At the latest moment, the answer above says it all.
  const then = standing(
    () => moment.value && asking([{ ask: 'projections', ...viewed.value }], (past) => past),
  );
  effect(() => {
    latest.value = known.value.value;
    past.value = then.value.value;
  });
}

/** The domain's commands; none until they are known. */
export const commands = computed<readonly Command[]>(() => latest.value?.commands ?? []);

/** Whether there are events that a projection could not apply. */
export function failing(name: string): boolean {
  const known = latest.value?.projections.find((projection) => projection.name === name);
  return known !== undefined && known.failures > 0;
}

/** What the table of the events is called that an own projection emits. */
export function emittedBy(name: string): string {
  return `${name}/emitted`;
}

/** The own projection whose emitted events a table of this name has; `undefined` for any other table. */
export function emitterOf(table: string): string | undefined {
  return definitions.value.find(({ name }) => emittedBy(name) === table)?.name;
}

/** Whether an own projection has emitted anything. */
export function emits(name: string): boolean {
  return latest.value?.projections.some((other) => other.name === emittedBy(name)) ?? false;
}

/** Those that are shown, as they were at the viewed moment, in their order; none until they are known. */
export const shownProjections = computed<readonly Projection[]>(() => {
  if (!latest.value) return [];
  const types = stats.value?.types ?? [];
  const own = new Set(definitions.value.map(({ name }) => name));
  return sayingSomething(latest.value, types, past.value ?? latest.value.projections, own);
});

/**
 * The projections that say something about a log.
 *
 * @param types of the events that the log has.
 * @param viewed all projections at the viewed moment. One that is empty there may have rows later.
 * @param own the names of the own ones: whoever has written one wants to see it, empty or not.
 */
export function sayingSomething(
  { projections, commands }: Latest,
  types: readonly TypeCount[],
  viewed: readonly Projection[],
  own: ReadonlySet<string> = new Set(),
): readonly Projection[] {
  if (!isForeign(types, commands)) return viewed;
  const silent = projections.filter(
    ({ name, versions, failures }) => versions === 0 && failures === 0 && !own.has(name),
  );
  const names = new Set(silent.map(({ name }) => name));
  return viewed.filter(({ name }) => !names.has(name));
}

/** The projection that a pane shows: the one that was chosen there, or the first where that is not shown. */
export function shownIn(pane: Pane): Projection | undefined {
  const all = shownProjections.value;
  return all.find(({ name }) => name === pane.projection) ?? all[0];
}
