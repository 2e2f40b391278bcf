/** The page's one engine, and what the page knows of the log that the engine has. */

import { batch, signal } from '@preact/signals';
import { EngineClient } from '../engine/client';
import type { DefinitionState } from '../engine/own/revisions';
import { Scheduler } from '../engine/scheduler';
import type { EngineState } from '../engine/supervisor';
import type { EventMoment, Stats } from '../protocol/questions.gen';
import { readAddress } from './address';
import { addNotice } from './notices';

/** Counts up whenever the log changes. The scheduler asks again by itself; this is for what else follows the log. */
export const changeNumber = signal(0);

/** Which log it is: counts up when the log is another one, not when more is appended to it. */
export const logNumber = signal(0);

/** How the engine is. */
export const engineState = signal<EngineState>({ name: 'starting' });

/** What the log holds; `null` until the engine has answered. */
export const stats = signal<Stats | null>(null);

/** The viewed moment, as the engine understands it. */
export const at = signal<EventMoment>({ position: 0, time: '', latest: true, type: '' });

/** The workspace's own projections. */
export const definitions = signal<readonly DefinitionState[]>([]);

/** An own projection by its name; `undefined` for one that is built in. Read in an effect, it is followed. */
export function ownProjection(name: string): DefinitionState | undefined {
  return definitions.value.find((definition) => definition.name === name);
}

/** The last position of the log. */
export const lastPosition = signal(0);

/** The way to the engine; there once {@link connect} was called. */
export let engine: EngineClient;

/** Asks the engine whatever the page shows. */
export const scheduler = new Scheduler(
  (lane, questions) => engine.batch(lane, questions),
  (ms, then) => setTimeout(then, ms),
);

/** Starts the engine, with the log that the address names, or else the one that was shown last. */
export function connect(): void {
  engine = new EngineClient(
    {
      onState: (state) => {
        const before = engineState.value;
        engineState.value = state;
        if (before.name === 'restarting' && state.name === 'ready') {
          addNotice(
            `The engine stopped (${before.reason}) and was started again with the whole log.`,
          );
        }
      },
      onChange: (grown) => {
        batch(() => {
          changeNumber.value++;
          if (!grown) logNumber.value++;
        });
        scheduler.changed(grown);
      },
      onDefinitions: (states) => {
        const before = revisionsOf(definitions.value);
        definitions.value = states;
        // Under a name another one may answer now: what was answered of any moment is not final.
        if (revisionsOf(states) !== before) scheduler.changed(false);
      },
      onPanic: (error) => {
        addNotice(
          `The engine met an error of its own and recovered. The log is intact. (${error.message})`,
        );
      },
    },
    readAddress(location.hash)?.workspace ?? '',
  );
}

function revisionsOf(states: readonly DefinitionState[]): string {
  return states
    .map(
      ({ name, answers, revisions }) =>
        `${name} ${answers} ${revisions.map((one) => one.revision)}`,
    )
    .join();
}
