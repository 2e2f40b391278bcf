/** The workspaces that this browser keeps: the list of them, and what can be done with each. */

import { effect, signal } from '@preact/signals';
import type { Storage, Verified, Workspace } from '../engine/api';
import { asEngineError, isStopped } from '../engine/errors';
import { freeName } from '../text/free-name';
import { plural, showBytes, showDuration } from '../text/show';
import { engine, stats } from './engine';
import { workUnderWay } from './job';
import { say } from './status';

/** All of them, the deleted ones too; `null` until they are known. */
export const workspaces = signal<Workspace[] | null>(null);

/** How the shown log is kept; `null` until that is known. */
export const storage = signal<Storage | null>(null);

/** The error of the last action on a workspace; `''` for none. */
export const workspacesError = signal('');

/** The check of the shown log's file. */
export type Check =
  | { phase: 'none' }
  | { phase: 'running'; share: number }
  | { phase: 'whole'; found: Verified }
  | { phase: 'failed'; message: string };

export const check = signal<Check>({ phase: 'none' });

/** Looks again. */
export async function refreshWorkspaces(): Promise<void> {
  workspaces.value = await engine.workspaces.list();
  await refreshStorage();
}

/** To ask the browser how much it keeps takes longer than to append: no more often than this, in milliseconds. */
const storageMs = 500;

/** Asks again how the shown log is kept whenever the log changes. */
export function followStorage(): void {
  let resting = false;
  let changed = false;
  const refresh = async () => {
    changed = resting;
    if (resting) return;
    resting = true;
    await refreshStorage();
    setTimeout(() => {
      resting = false;
      if (changed) refresh();
    }, storageMs);
  };
  effect(() => {
    if (stats.value) refresh();
  });
}

/** Does nothing for a log that can't be opened, which is said elsewhere. */
async function refreshStorage(): Promise<void> {
  const known = stats.peek();
  if (known) storage.value = await engine.workspaces.storage(known.file);
}

/** Shows another one in this tab. */
export function openWorkspace({ id, name }: Pick<Workspace, 'id' | 'name'>): Promise<boolean> {
  return act(`Opened “${name}”`, () => open(id));
}

async function open(id: string): Promise<void> {
  refuseToLeaveWork();
  await engine.workspaces.open(id);
}

/** An engine has one log: opening another would end an import or a generation under way. */
function refuseToLeaveWork(): void {
  const reason = workUnderWay();
  if (reason !== '') throw new Error(reason);
}

/** Makes one and shows it; without a name, it gets one that no other has. */
export function newWorkspace(wanted: string, sample: boolean): Promise<boolean> {
  const name = wanted.trim() || unused(sample ? 'Sample shop' : 'Untitled');
  return act(`Made “${name}”`, async () => {
    refuseToLeaveWork();
    const { id } = await engine.workspaces.create(name, { sample });
    await open(id);
  });
}

/** This name, or one like it that no workspace has. */
export function unused(name: string): string {
  return freeName(name, workspaces.value?.map((one) => one.name) ?? [], ' ');
}

export function renameWorkspace(id: string, name: string): Promise<boolean> {
  return act(`It is called “${name}” now`, () => engine.workspaces.rename(id, name));
}

export function duplicateWorkspace({ id, name }: Workspace): Promise<boolean> {
  return act(`Copied “${name}”`, () => engine.workspaces.duplicate(id));
}

export function removeWorkspace({ id, name }: Workspace): Promise<boolean> {
  return act(`Deleted “${name}”: it can be restored for seven days`, () =>
    engine.workspaces.remove(id),
  );
}

export function restoreWorkspace({ id, name }: Workspace): Promise<boolean> {
  return act(`“${name}” is back`, () => engine.workspaces.restore(id));
}

export function purgeWorkspace({ id, name, bytes }: Workspace): Promise<boolean> {
  return act(`“${name}” is gone for good, ${showBytes(bytes)} are free`, () =>
    engine.workspaces.purge(id),
  );
}

/** Asks the browser for a promise. */
export async function askToPersist(): Promise<void> {
  try {
    const promised = await engine.workspaces.persist();
    await refreshWorkspaces();
    say(
      promised
        ? 'The browser promised to keep what is here'
        : 'The browser made no promise: it may throw this away when space is short',
    );
  } catch (error) {
    workspacesError.value = asEngineError(error).message;
  }
}

let checking = new AbortController();

/** Checks every byte of the shown log's file, or ends the check under way. */
export async function verifyOrCancel(): Promise<void> {
  if (check.peek().phase === 'running') return checking.abort();
  checking = new AbortController();
  const there = engine.workspaces.shown;
  const began = performance.now();
  check.value = { phase: 'running', share: 0 };
  try {
    const found = await engine.workspaces.verify({
      signal: checking.signal,
      onProgress: (done, total) => {
        check.value = { phase: 'running', share: total > 0 ? done / total : 1 };
      },
    });
    check.value = { phase: 'whole', found };
    say(
      `Verified ${plural(found.blocks, 'block')}, ${showBytes(found.bytes)}; ${showDuration(performance.now() - began)}`,
    );
  } catch (error) {
    const { code, message } = asEngineError(error);
    const ended = code === 'aborted' || engine.workspaces.shown !== there;
    check.value = ended ? { phase: 'none' } : { phase: 'failed', message };
    if (code === 'aborted') say(message);
  }
}

/** The actions under way, by the sentence that says they are done. */
const underWay = new Set<string>();

/**
 * Of a double click, the second does nothing.
 *
 * @returns whether it could be done; an error is shown in the dialog.
 */
async function act(done: string, work: () => Promise<unknown>): Promise<boolean> {
  if (underWay.has(done)) return false;
  underWay.add(done);
  workspacesError.value = '';
  let isDone = false;
  try {
    await work();
    isDone = true;
    say(done);
  } catch (error) {
    // That the engine stopped, or that another log was opened, is said elsewhere.
    const failure = asEngineError(error);
    if (!isStopped(failure)) workspacesError.value = failure.message;
  }
  await refreshWorkspaces().finally(() => underWay.delete(done));
  return isDone;
}
