/** What tests play a log on: time passes, and the engine answers or fails, when the test says so. */

import { effect, signal } from '@preact/signals';
import type { Asking } from '../engine/scheduler';
import { at, lastPosition } from './engine';
import { type Kept, NaiveLog, text } from './naive-log';
import { followPlaying, type Stage, togglePlaying } from './player';
import { looping, pace, playing } from './playing';
import { status } from './status';
import { moment, narrow, startOver } from './view';
import { viewedPosition } from './viewed';

/** When the log took its first event. The others follow a second after each other. */
export const start = Date.UTC(2026, 0, 6, 10);

class HandStage implements Stage {
  log = new NaiveLog([]);
  ms = 0;
  calm = false;
  /** Why the engine does not answer; `null` when it does. */
  error: Error | null = null;
  /** What its answers wait for. */
  answering = Promise.resolve();
  timers: { at: number; then: () => void }[] = [];

  async ask<T>(asking: Asking<T>): Promise<T> {
    await this.answering;
    if (this.error) throw this.error;
    return this.log.answer(asking);
  }

  now(): number {
    return this.ms;
  }

  after(ms: number, then: () => void): () => void {
    const timer = { at: this.ms + ms, then };
    this.timers.push(timer);
    return () => {
      this.timers = this.timers.filter((each) => each !== timer);
    };
  }

  isCalm(): boolean {
    return this.calm;
  }
}

/** The one stage, on which all tests of a file play. */
export const stage = new HandStage();
followPlaying(stage);

/** Whether the engine says what the viewed moment means. */
export const isTold = signal(true);
effect(() => {
  const latest = { position: lastPosition.value };
  if (isTold.value) at.value = stage.log.moment(moment.value ?? latest);
});

/** The viewed positions, one after the other. */
export const seen: number[] = [];
effect(() => {
  seen.push(viewedPosition.value);
});

/** Nothing is played, and the latest of five events is viewed. */
export function startAnew(): void {
  playing.value = false;
  pace.value = 'steps';
  looping.value = false;
  isTold.value = true;
  status.value = '';
  startOver();
  Object.assign(stage, new HandStage());
  grow(5);
  seen.length = 0;
}

/** Gives the log so many events; `last` is what the last of them has of its own. */
export function grow(count: number, last: Partial<Kept> = {}): void {
  const events = Array.from({ length: count }, (_none, i): Kept => {
    const time = start + 1000 * i;
    return { type: 'Ticked', time, recorded: time, ...(i === count - 1 ? last : {}) };
  });
  stage.log = new NaiveLog(events);
  lastPosition.value = count;
}

/** Makes the events of some positions the range. */
export function narrowTo(first: number, last: number): void {
  narrow({ from: text(start + 1000 * (first - 1)), to: text(start + 1000 * last) });
}

/** Begins to play. */
export async function play(): Promise<void> {
  togglePlaying();
  await settled();
}

/** Lets time pass, with all that is to be done in it. */
export async function pass(ms: number): Promise<void> {
  await settled();
  const until = stage.ms + ms;
  for (;;) {
    const [next] = stage.timers.sort((a, b) => a.at - b.at);
    if (!next || next.at > until) break;
    stage.timers.shift();
    stage.ms = Math.max(stage.ms, next.at);
    next.then();
    await settled();
  }
  stage.ms = until;
}

/** How long after the first event the viewed time is, in milliseconds; `null` when no time is viewed. */
export function viewedTime(): number | null {
  const { value } = moment;
  return value && 'time' in value ? Date.parse(value.time) - start : null;
}

/** Lets promises that are settled reach those who wait for them. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
