// What kept the page from answering: the tasks of its main thread, as the browser traces them.

import type { Browser, Page } from '@playwright/test';

/** A task is long when the browser says so: from 50 ms on. */
export const longMs = 50;

/** A long task of the page's main thread, in milliseconds. */
export interface LongTask {
  /** By the clock on the wall: what an entry of type `longtask` says. */
  took: number;
  /**
   * Of that, what the processor worked on it. On a machine with other work the rest is waiting for a
   * turn, which says nothing of the page.
   */
  worked: number;
  /** What it did most of that time in, longest first, each with what it took. */
  spent: string[];
}

/** An event of a trace; times in microseconds. */
interface TraceEvent {
  name: string;
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  /** What the processor worked on it. */
  tdur?: number;
  args: { name?: string; data?: { functionName?: string } };
}

const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline'];

/** Does something, and gives the long tasks it led to, until all is painted. */
export async function longTasksWhile(
  browser: Browser,
  page: Page,
  work: () => Promise<void>,
): Promise<LongTask[]> {
  await browser.startTracing(page, { categories });
  await work();
  await page.evaluate(async () => {
    for (let frames = 0; frames < 2; frames++) await new Promise(requestAnimationFrame);
  });
  const trace: { traceEvents: TraceEvent[] } = JSON.parse(String(await browser.stopTracing()));
  return longTasksOf(trace.traceEvents);
}

function longTasksOf(events: TraceEvent[]): LongTask[] {
  const mains = events
    .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
    .map(({ pid, tid }) => `${pid} ${tid}`);
  const all = events.filter(({ ph, pid, tid }) => ph === 'X' && mains.includes(`${pid} ${tid}`));
  return all
    .filter(({ name, dur = 0 }) => name.endsWith('RunTask') && dur >= longMs * 1000)
    .map((task) => ({
      took: inMs(task.dur),
      worked: inMs(task.tdur),
      spent: partsOf(task, all),
    }));
}

function partsOf(task: TraceEvent, all: TraceEvent[]): string[] {
  const end = task.ts + (task.dur ?? 0);
  return all
    .filter(
      ({ name, tid, ts, dur = 0 }) =>
        !name.endsWith('RunTask') && tid === task.tid && ts >= task.ts && ts + dur <= end,
    )
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 4)
    .map(({ name, tdur, args }) => `${name} ${args.data?.functionName ?? ''} ${inMs(tdur)}`);
}

function inMs(us = 0): number {
  return Math.round(us / 1000);
}
