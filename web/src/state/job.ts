/** The long work under way, or done last: an import, or a history that is generated. */

import { signal } from '@preact/signals';
import type { At, ImportSummary } from '../engine/api';
import { type EngineError, unlessAborted } from '../engine/errors';
import { sampleName } from '../engine/workspace-files';
import { plural, showDuration } from '../text/show';
import { isLater } from '../text/time';
import { answerTo, asking } from './answer';
import { whileNoted } from './cut-short';
import { engine, engineState } from './engine';
import { say } from './status';

/** How far the work is. */
export interface ShownJob {
  /** Such as `Importing orders.ndjson`. */
  title: string;
  phase: 'running' | 'done' | 'cancelled' | 'failed';
  /** The share that is done, 0 to 1. */
  share: number;
  /** Events appended so far. */
  appended: number;
  /** What an import did, as soon as it is over. */
  summary: ImportSummary | null;
  /** Why it failed. */
  error: string;
  /** Whether the log was the untouched sample shop, which is gone now. */
  madeWay: boolean;
  /** Does the same again. It is offered when the events had to be recorded later than they happened. */
  again: (() => Promise<void>) | null;
  cancel(): void;
}

/** The work; `null` when there was none or it was put away. */
export const job = signal<ShownJob | null>(null);

/** Imports wait for each other: two at a time would each take twice as long. */
let queue: Promise<void> = Promise.resolve();

/**
 * Imports a log after those that were asked for before.
 *
 * @param name what to call it, such as a file's name.
 */
export function importLog(name: string, log: Blob | string, format = 'auto'): Promise<void> {
  const again = () => importLog(name, log, format);
  return enqueue(`Importing ${name}`, again, async (signal, report) => {
    const { madeWay, ...summary } = await engine.importInstead(log, {
      format,
      signal,
      onProgress: ({ bytes, totalBytes, appended }) => report(bytes / (totalBytes || 1), appended),
    });
    return { appended: summary.appended, summary, madeWay };
  });
}

/** Generates a sample history. */
export function generateHistory(events: number, seed: number): Promise<void> {
  const again = () => generateHistory(events, seed);
  return enqueue(`Generating ${plural(events, 'event')}`, again, async (signal, report) => {
    const onProgress = (appended: number) => report(appended / events, appended);
    const done = await engine.generateInstead({ events, seed, signal, onProgress });
    return { ...done, summary: null };
  });
}

/** Why another workspace can't be opened now; `''` when it can. */
export function workUnderWay(): string {
  // Work that still waits for an engine may be left: going to another log cancels it.
  if (engineState.peek().name !== 'ready') return '';
  const { title, phase } = job.peek() ?? {};
  if (phase === 'running') return `${title} is under way: wait for it, or cancel it first`;
  return engine.working ? 'what a script puts into this one is under way: wait for it' : '';
}

/** Forgets work that is over. */
export function putJobAway(): void {
  if (job.peek()?.phase !== 'running') job.value = null;
}

type Work = (
  signal: AbortSignal,
  report: (share: number, appended: number) => void,
) => Promise<Pick<ShownJob, 'appended' | 'summary' | 'madeWay'>>;

function enqueue(title: string, again: () => Promise<void>, work: Work): Promise<void> {
  // It is meant for the workspace that is shown now, even if it has to wait for other work first.
  const there = engine.workspaces.shown;
  queue = queue.then(() => run(title, there, again, work));
  return queue;
}

async function run(
  title: string,
  there: string,
  again: () => Promise<void>,
  work: Work,
): Promise<void> {
  const abort = new AbortController();
  const began = performance.now();
  const running: ShownJob = {
    title,
    phase: 'running',
    share: 0,
    appended: 0,
    summary: null,
    error: '',
    madeWay: false,
    again: null,
    cancel: () => abort.abort(),
  };
  job.value = running;
  say(`${title}…`);
  // `''`: nothing was shown yet when it was asked for, so it is meant for what was shown first.
  const isElsewhere = () => there !== '' && engine.workspaces.shown !== there;
  let over = false;
  // The last progress report may come after the end.
  const report = (share: number, appended: number) => {
    if (!over) job.value = { ...running, share, appended };
  };
  // Its end is shown only when nothing is left to do: from then on its card can be closed.
  const all = async () => {
    if (isElsewhere()) throw new Error('another workspace was opened before it began');
    const moment = answerTo(asking([{ ask: 'moment' }], (latest) => latest));
    const before = await unlessAborted(moment, abort.signal);
    const worked = await workedOut(running, () => work(abort.signal, report));
    // Nothing of what follows is meant for another workspace.
    if (isElsewhere()) return leftBehind(worked);
    if (worked.madeWay) await renameFor(running);
    const raised = !worked.madeWay && (await raisedBehind(before));
    return { ...worked, again: raised ? again : null };
  };
  const end = await whileNoted(title, () => endOf(running, all));
  over = true;
  job.value = end;
  say(`${outcome(end)}; ${showDuration(performance.now() - began)}. ${wayMade(end)}`.trim());
}

/** @returns the job that `all` gives; where it throws, the failed or cancelled job. */
async function endOf(running: ShownJob, all: () => Promise<ShownJob>): Promise<ShownJob> {
  try {
    return await all();
  } catch (error) {
    return ended(running, error as EngineError);
  }
}

/** The work itself. Cancelling it gives a result, too, so that the steps after it are done all the same. */
function workedOut(running: ShownJob, work: () => ReturnType<Work>): Promise<ShownJob> {
  return endOf(running, async () => ({ ...running, ...(await work()), phase: 'done', share: 1 }));
}

/**
 * Whether the first event appended after a moment was recorded later than it happened. Recorded times never
 * decrease, so events imported behind later ones can't keep their own.
 */
async function raisedBehind(before: At): Promise<boolean> {
  if (before.position === 0) return false;
  const next = { ask: 'events', after: before.position, limit: 1 } as const;
  const [first] = await answerTo(asking([next], ({ events }) => events));
  return first?.recorded === before.time && isLater(before.time, first.time);
}

/** Work that another workspace was opened in the middle of. */
function leftBehind(worked: ShownJob): ShownJob {
  const error = 'another workspace was opened. What it had appended is kept in the one before';
  return worked.phase === 'failed' ? { ...worked, error } : worked;
}

/** The workspace was called after the sample shop, which is not in it any more. */
async function renameFor({ title }: ShownJob): Promise<void> {
  const { workspace } = await engine.workspaces.storage(null);
  const name = title.replace(/^\w+ /, '').slice(0, 100);
  if (workspace?.name === sampleName) await engine.workspaces.rename(workspace.id, name);
}

function ended(running: ShownJob, error: EngineError): ShownJob {
  if (error.code !== 'aborted') return { ...running, phase: 'failed', error: error.message };
  const { madeWay = false, ...done } = error.details as Partial<ImportSummary & ShownJob>;
  const summary = done.format === undefined ? null : (done as ImportSummary);
  return { ...running, phase: 'cancelled', appended: done.appended ?? 0, madeWay, summary };
}

/** A sentence about how the job ended. */
export function outcome({ title, phase, appended, summary, error }: ShownJob): string {
  if (phase === 'failed') return `${title} failed: ${error}`;
  const parts = [`${plural(appended, 'event')} appended`];
  if (summary?.duplicates) parts.push(`${plural(summary.duplicates, 'event')} known already`);
  const defined = summary?.projections?.filter(({ outcome }) => outcome === 'defined') ?? [];
  if (defined.length > 0) parts.push(`${plural(defined.length, 'projection')} defined`);
  if (summary?.rejected) parts.push(`${plural(summary.rejected, 'line')} set aside`);
  return `${title}${phase === 'cancelled' ? ' was cancelled' : ''}: ${parts.join(', ')}`;
}

/** A sentence about the sample shop, if it made way; else `''`. */
export function wayMade({ madeWay, summary }: ShownJob): string {
  return madeWay ? `The sample shop made way for ${summary ? 'your log' : 'this history'}.` : '';
}
