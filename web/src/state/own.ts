/** What is done with own projections: they are defined, renamed, dropped, and had back. */

import { batch, signal } from '@preact/signals';
import type { NewProjection } from '../engine/api';
import { asEngineError, EngineError } from '../engine/errors';
import { showDuration } from '../text/show';
import { engine, ownProjection } from './engine';
import { formProblems } from './form-draft';
import { addNotice, addNoticeOf } from './notices';
import { current, panes } from './panes';
import { say } from './status';
import { renamed, writing, written } from './writing';

/** A projection that was dropped, and can be had back. */
export interface Dropped extends NewProjection {
  name: string;
  /** Which of two revisions it was; absent where all of it was dropped. */
  revision?: number;
}

/** The one that was dropped last; `null` once that can't be undone any more. */
export const dropped = signal<Dropped | null>(null);

/** Defines what is written, and shows its table. @returns what was wrong with it; `null` for nothing. */
export async function defineWritten(): Promise<EngineError | null> {
  const draft = writing.peek();
  if (!draft || (draft.view === 'form' && formProblems.peek().length > 0)) return null;
  const { name, source, engine: rules, onError } = draft;
  if (name !== draft.of && ownProjection(name)) {
    const message = `name: got “${name}”, which is there already; want another, or change that one`;
    return new EngineError('duplicate_projection', message, { field: 'name', name });
  }
  const began = performance.now();
  try {
    const { revision } = await engine.define(name, { source, engine: rules, onError });
    written();
    dropped.value = null;
    current.peek().show(name);
    say(`Defined ${name}, revision ${revision}; ${showDuration(performance.now() - began)}`);
    return null;
  } catch (error) {
    return asEngineError(error);
  }
}

/** As much of a file as is read: more than a source may have, so that one that is too long is refused as such. */
const mostOfFile = 4 << 20;

/**
 * Defines what a file of JavaScript says, under the file's name, and shows its table. Where there is one of this name
 * that says something else, that gets its next revision.
 */
export async function defineFile(file: File): Promise<void> {
  const name = nameOf(file.name);
  const { engine: rules = 'v1', onError = 'continue' } = ownProjection(name) ?? {};
  try {
    const source = await file.slice(0, mostOfFile).text();
    if (ownProjection(name)?.source === source) return say(`${name} is there already`);
    const { revision } = await engine.define(name, { source, engine: rules, onError });
    dropped.value = null;
    current.peek().show(name);
    say(`Defined ${name}, revision ${revision}`);
  } catch (error) {
    const { message } = asEngineError(error);
    addNotice(`${file.name}: ${message}`);
  }
}

/** What a projection is called whose source is in a file of this name. */
function nameOf(file: string): string {
  const name = file.replace(/\.[cm]?js$/i, '').replace(/[^A-Za-z0-9_-]+/g, '-');
  return name.slice(0, 100) || 'projection';
}

/** The one that is being given another name; `null` while none is. */
export const renaming = signal<string | null>(null);

/** Gives one another name, under which it stays where it is shown. @returns what was wrong with it; `null` for nothing. */
export async function renameOwn(name: string, to: string): Promise<EngineError | null> {
  try {
    if (to !== name) await engine.rename(name, to);
    batch(() => {
      renaming.value = null;
      if (to === name) return;
      renamed(name, to);
      for (const pane of panes.peek()) if (pane.projection === name) pane.show(to);
    });
    say(`It is called “${to}” now`);
    return null;
  } catch (error) {
    return asEngineError(error);
  }
}

/** Drops one. It can be had back until another is dropped or defined. */
export async function dropOwn(name: string): Promise<void> {
  const known = ownProjection(name);
  if (!known) return;
  const { source, engine: rules, onError } = known;
  try {
    await engine.drop(name);
    dropped.value = { name, source, engine: rules, onError };
    say(`Dropped ${name}`);
  } catch (error) {
    addNoticeOf(asEngineError(error));
  }
}

/** Defines again what was dropped last. */
export async function takeBack(): Promise<void> {
  const last = dropped.peek();
  if (!last) return;
  const { name, revision: _, ...projection } = last;
  try {
    await engine.define(name, projection);
    dropped.value = null;
    current.peek().show(name);
    say(`Defined ${name} again`);
  } catch (error) {
    addNoticeOf(asEngineError(error));
  }
}
