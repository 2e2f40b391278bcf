/** What is known of the log and of its engine. */

import { batch, signal } from '@preact/signals';
import { EngineClient } from '../engine/client';
import { isStopped } from '../engine/failure';
import { Scheduler } from '../engine/scheduler';
import type { EngineState } from '../engine/supervisor';
import type { EventMoment, Stats } from '../protocol/questions.gen';
import { readAddress } from './address';
import { nextFrame } from './drawing';

/** Counts up whenever the log changes. Slots are asked again by themselves; this is for what else follows it. */
export const revision = signal(0);

/** Counts up whenever the log is not the old one grown, but another. */
export const epoch = signal(0);

/** How the engine is. */
export const engineState = signal<EngineState>({ name: 'starting' });

/** What the engine, or the page, met that the user has to know. */
export const faults = signal<readonly string[]>([]);

/** What the log holds; `null` until the engine has answered. */
export const stats = signal<Stats | null>(null);

/** The viewed moment, as the engine understands it. */
export const at = signal<EventMoment>({ position: 0, time: '', latest: true, type: '' });

/** The last position of the log. */
export const lastPosition = signal(0);

/** The way to the engine; there once {@link connect} was called. */
export let engine: EngineClient;

/** While a script appends without a pause, the page is drawn anew so often, in milliseconds. */
const burstMs = 500;

/** Asks the engine whatever the page shows. */
export const scheduler = new Scheduler(
  (lane, questions) => engine.batch(lane, questions),
  (then, isLong) => (isLong ? setTimeout(then, burstMs) : nextFrame(then)),
);

/** Starts the engine, with the log that the address names, or else the one that was shown last. */
export function connect(): void {
  engine = new EngineClient(
    {
      onState: (state) => {
        const before = engineState.value;
        engineState.value = state;
        if (before.name === 'restarting' && state.name === 'ready') {
          addFault(
            `The engine stopped (${before.reason}) and was started again with the whole log.`,
          );
        }
      },
      onChange: (grown) => {
        batch(() => {
          revision.value++;
          if (!grown) epoch.value++;
        });
        scheduler.changed(grown);
      },
      onPanic: (error) => {
        addFault(`The engine met a fault and recovered. The log is intact. (${error.message})`);
      },
    },
    readAddress(location.hash)?.workspace ?? '',
  );
}

/** Tells the user of something that went wrong, until they put it away. */
export function addFault(fault: string): void {
  if (!faults.value.includes(fault)) faults.value = [...faults.value, fault].slice(-5);
}

/** Tells the user of what came instead of an answer, unless the engine's state says it already. */
export function addFaultOf(error: Error & { code?: string }): void {
  if (!isStopped(error)) addFault(error.message);
}

/** Puts all told faults away. */
export function putFaultsAway(): void {
  faults.value = [];
}
