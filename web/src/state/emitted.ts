/** What an own projection emitted, as a log of its own. */

import { asEngineError } from '../engine/errors';
import { answerTo, asking } from './answer';
import { emittedLine } from './emitted-line';
import { engine } from './engine';
import { importLog } from './job';
import { addNotice, addNoticeOf } from './notices';
import { emittedBy } from './shown-projections';
import { newWorkspace, unused, workspacesError } from './workspaces';

/** Rows that are asked for at a time. */
const pageRows = 1000;

/**
 * Makes a workspace of the events that a projection has emitted, in their order, each with the time of the event that
 * caused it, and shows it. The log that they were made of stays as it is.
 */
export async function appendEmitted(name: string): Promise<void> {
  try {
    await engine.caughtUp(name);
    const log = await emittedLog(name);
    if (await newWorkspace(unused(`${name}, emitted`), false)) {
      await importLog(`what ${name} emitted`, log, 'hindsight-ndjson');
    } else if (workspacesError.value !== '') {
      addNotice(workspacesError.value);
    }
  } catch (error) {
    addNoticeOf(asEngineError(error));
  }
}

async function emittedLog(name: string): Promise<Blob> {
  const pages: string[] = [];
  for (let offset = 0; ; offset += pageRows) {
    const table = { ask: 'table', name: emittedBy(name), offset, limit: pageRows } as const;
    const { rows, total } = await answerTo(asking([table], (page) => page));
    const times = await timesOf(rows.map(({ changedAt }) => changedAt));
    pages.push(...rows.map((row) => emittedLine(name, row, times.get(row.changedAt) ?? '')));
    if (rows.length === 0 || offset + rows.length >= total) return new Blob(pages);
  }
}

/** When these events happened. */
async function timesOf(positions: readonly number[]): Promise<ReadonlyMap<number, string>> {
  const all = [...new Set(positions)];
  const questions = all.map(
    (position) => ({ ask: 'events', after: position - 1, limit: 1 }) as const,
  );
  const pages = await answerTo(asking(questions, (...pages) => pages));
  return new Map(pages.map(({ events }, i) => [all[i] ?? 0, events[0]?.time ?? '']));
}
