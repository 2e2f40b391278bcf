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
  args: {
    name?: string;
    data?: { functionName?: string };
    chrome_mojo_event_info?: { mojo_interface_tag?: string };
  };
}

/** The messages between the browser's processes are there to tell what the test asks for. */
const categories = ['devtools.timeline', 'disabled-by-default-devtools.timeline', 'mojom'];

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
      worked: inMs((task.tdur ?? 0) - workOfTheTest(task, all)),
      spent: partsOf(task, all),
    }));
}

/**
 * What a task worked on for the test: to find an element by its role, every one is looked at. The
 * events that the test lets happen are answered by the page, and are its own work.
 */
function workOfTheTest(task: TraceEvent, all: TraceEvent[]): number {
  return within(task, all)
    .filter(({ args }) => args.chrome_mojo_event_info?.mojo_interface_tag === testsMessages)
    .map((message) => workOf([message]) - workOf(within(message, all).filter(isDispatch)))
    .reduce((sum, work) => sum + Math.max(0, work), 0);
}

/** What a test evaluates in the page comes in these. */
const testsMessages = 'blink.mojom.DevToolsSession';

function isDispatch({ name }: TraceEvent): boolean {
  return name === 'EventDispatch';
}

function workOf(events: TraceEvent[]): number {
  return events.reduce((sum, { tdur = 0 }) => sum + tdur, 0);
}

/** All that happened in the course of a task, or of a part of it. */
function within(whole: TraceEvent, all: TraceEvent[]): TraceEvent[] {
  const end = whole.ts + (whole.dur ?? 0);
  return all.filter(
    (part) =>
      part !== whole &&
      part.tid === whole.tid &&
      part.ts >= whole.ts &&
      part.ts + (part.dur ?? 0) <= end,
  );
}

function partsOf(task: TraceEvent, all: TraceEvent[]): string[] {
  return within(task, all)
    .filter(({ name }) => !name.endsWith('RunTask'))
    .sort((a, b) => (b.tdur ?? 0) - (a.tdur ?? 0))
    .slice(0, 4)
    .map(({ name, tdur, args }) => `${name} ${args.data?.functionName ?? ''} ${inMs(tdur)}`);
}

function inMs(us = 0): number {
  return Math.round(us / 1000);
}
