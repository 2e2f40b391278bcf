/** The workspaces that this browser keeps: what they are called, and which there are. */

import { EngineError } from './errors';
import {
  definitionsName,
  folderOf,
  logName,
  noteName,
  workspacesFolder,
  writerLock,
} from './workspace-folder';

/** How long a deleted workspace can be had back, in milliseconds. */
export const restorableMs = 7 * 24 * 3_600_000;

/** What the first workspace is called. */
export const sampleName = 'Sample shop';

/** Characters of a name, at most. */
const longestName = 100;

/** What a workspace's note says. */
interface Note {
  name: string;
  created: string;
  deleted: string | null;
  /** Whether the domain's sample is to be put into it when it is first opened. */
  sample: boolean;
  /** Whether its log was ever seen in a file. If so and the file is missing, the log is lost. */
  begun: boolean;
}

/** A workspace as its files are: what its note says, and how long its log is. */
export interface StoredWorkspace extends Note {
  id: string;
  bytes: number;
}

/** Why this browser can't keep a log in a file; `''` when it can. */
export async function whyNoFile(): Promise<string> {
  if (!navigator.locks || !navigator.storage?.getDirectory)
    return 'this browser has no file system for pages';
  if (!('createWritable' in FileSystemFileHandle.prototype))
    return 'this browser’s file system for pages is too old';
  try {
    await workspacesFolder();
    return '';
  } catch (error) {
    return `the browser refused: ${(error as Error).message}`;
  }
}

/** All workspaces, by name. Those deleted long ago are taken away first. */
export function storedWorkspaces(): Promise<StoredWorkspace[]> {
  return alone(async () => {
    const all: StoredWorkspace[] = [];
    for (const id of await ids()) {
      const found = await read(id);
      // If a tab still has it open, it is taken away another time.
      if (found && isOverdue(found)) await unlessOpen(id, () => takeAway(id)).catch(() => {});
      else if (found) all.push(found);
    }
    return all.sort((a, b) => a.name.localeCompare(b.name) || (a.created < b.created ? -1 : 1));
  });
}

/** One workspace. Rejects with `invalid_query` when there is none of this id. */
export async function find(id: string): Promise<StoredWorkspace> {
  const found = await read(id);
  if (found) return found;
  throw new EngineError(
    'invalid_query',
    `workspace: got “${id}”, want the id of one that there is`,
    {
      field: 'id',
      got: id,
    },
  );
}

/** One that can be shown. Rejects with `invalid_query` when there is none of this id, or it was deleted. */
export async function findShown(id: string): Promise<StoredWorkspace> {
  const found = await find(id);
  if (found.deleted === null) return found;
  throw new EngineError(
    'invalid_query',
    `The workspace “${found.name}” was deleted: restore it first`,
    { field: 'id', got: id },
  );
}

/** Makes one, empty. */
export function makeWorkspace(name: string, sample: boolean): Promise<StoredWorkspace> {
  const named = checked(name);
  return alone(() => make(named, sample));
}

/** The first one there is that is not deleted; where there is none, one for the domain's sample. */
export function anyOf(preferred: string[]): Promise<StoredWorkspace> {
  return alone(async () => {
    for (const id of [...preferred, ...(await ids())]) {
      const found = await read(id);
      if (found && found.deleted === null) return found;
    }
    return make(sampleName, true);
  });
}

/** Whether nothing is left of one. A deleted one that can still be restored is not gone. */
export function isGone(id: string): Promise<boolean> {
  return alone(async () => (await read(id)) === null);
}

/** Whether the file that its log was in is not there any more. */
export function isLost({ begun, bytes }: StoredWorkspace): boolean {
  return begun && bytes === 0;
}

/** Changes what is said of one. */
export function annotate(id: string, change: Partial<Note>): Promise<StoredWorkspace> {
  const { name } = change;
  const checkedChange = name === undefined ? change : { ...change, name: checked(name) };
  return alone(async () => {
    const { bytes, id: _, ...note } = await find(id);
    await write(id, { ...note, ...checkedChange });
    return find(id);
  });
}

/** Copies one: its log and the definitions of its own projections. */
export async function copy(id: string, name: string): Promise<StoredWorkspace> {
  const log = await logOf(id);
  const definitions = await fileIn(await folderOf(id), definitionsName);
  const made = await makeWorkspace(name, false);
  try {
    await copyTo(made.id, logName, log);
    if (definitions) await copyTo(made.id, definitionsName, definitions);
  } catch (error) {
    await takeAway(made.id);
    throw failed(error);
  }
  return find(made.id);
}

async function copyTo(id: string, name: string, content: File): Promise<void> {
  const file = await (await folderOf(id)).getFileHandle(name, { create: true });
  await content.stream().pipeTo(await file.createWritable());
}

/** The file that holds one's log. */
export async function logOf(id: string): Promise<File> {
  await find(id);
  try {
    return await (await (await folderOf(id)).getFileHandle(logName, { create: true })).getFile();
  } catch (error) {
    throw failed(error);
  }
}

/** Deletes one for good. Rejects with `storage_failed` while a tab has it open. */
export async function purge(id: string): Promise<void> {
  await find(id);
  await unlessOpen(id, () => takeAway(id));
}

/** Does what may only be done to a workspace that no tab has open; else rejects with `storage_failed`. */
export async function unlessOpen<T>(id: string, act: () => Promise<T>): Promise<T> {
  return navigator.locks.request(writerLock(id), { ifAvailable: true }, async (lock) => {
    if (lock) return act();
    throw new EngineError(
      'storage_failed',
      'A tab has this workspace open: close that tab, or open another workspace in it',
      {},
    );
  });
}

/** Makes an {@link EngineError} of an error of the browser's file system. */
export function failed(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const { name, message } = error as Error;
  return new EngineError(
    'storage_failed',
    `The browser’s file system refused: ${name}: ${message}`,
    { reason: name },
  );
}

/** One change at a time, in all tabs together. */
function alone<T>(act: () => Promise<T>): Promise<T> {
  return navigator.locks.request('hindsight-workspaces', async () => {
    try {
      return await act();
    } catch (error) {
      throw failed(error);
    }
  });
}

async function ids(): Promise<string[]> {
  const found: string[] = [];
  for await (const [name, { kind }] of await workspacesFolder())
    if (kind === 'directory') found.push(name);
  return found;
}

async function make(name: string, sample: boolean): Promise<StoredWorkspace> {
  const id = crypto.getRandomValues(new Uint32Array(3)).join('-');
  await (await workspacesFolder()).getDirectoryHandle(id, { create: true });
  const note = { name, created: new Date().toISOString(), deleted: null, sample, begun: false };
  await write(id, note);
  return { id, bytes: 0, ...note };
}

async function takeAway(id: string): Promise<void> {
  await (await workspacesFolder()).removeEntry(id, { recursive: true });
}

/**
 * A folder with a log but without a readable note is still a workspace: its log may be worth much. A folder
 * with neither was never finished; that gives `null`. Rejects when the browser can't say what there is, so that
 * nobody overwrites a note that could not be read just now.
 */
async function read(id: string): Promise<StoredWorkspace | null> {
  const folder = await orNull(folderOf(id));
  const log = folder && (await fileIn(folder, logName));
  const note = folder && (await fileIn(folder, noteName));
  if (!log && !note) return null;
  const unknown: Note = {
    name: 'Unnamed',
    created: '',
    deleted: null,
    sample: false,
    begun: false,
  };
  return { id, bytes: log?.size ?? 0, ...unknown, ...parsed(await note?.text()) };
}

async function fileIn(folder: FileSystemDirectoryHandle, name: string): Promise<File | null> {
  const file = await orNull(folder.getFileHandle(name));
  return file && orNull(file.getFile());
}

/** What was found, `null` where there is nothing. */
async function orNull<T>(finding: Promise<T>): Promise<T | null> {
  try {
    return await finding;
  } catch (error) {
    // A TypeError is for a name that no file can have: `''`, or anything that a link says.
    if ((error as Error).name === 'NotFoundError' || error instanceof TypeError) return null;
    throw error;
  }
}

function parsed(text: string | undefined): Partial<Note> {
  try {
    return JSON.parse(text ?? '{}');
  } catch {
    return {};
  }
}

async function write(id: string, note: Note): Promise<void> {
  const file = await (await folderOf(id)).getFileHandle(noteName, { create: true });
  const writable = await file.createWritable();
  await writable.write(JSON.stringify(note));
  await writable.close();
}

function isOverdue({ deleted }: Note): boolean {
  return deleted !== null && Date.now() - Date.parse(deleted) > restorableMs;
}

function checked(name: unknown): string {
  const trimmed = typeof name === 'string' ? name.trim() : '';
  if (trimmed.length > 0 && trimmed.length <= longestName) return trimmed;
  throw new EngineError(
    'invalid_query',
    `name: got ${trimmed.length} characters, want 1 to ${longestName}`,
    {
      field: 'name',
      got: String(name),
    },
  );
}
