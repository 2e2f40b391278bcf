/** What is done with own projections: they are defined, dropped, and had back. */

import { signal } from '@preact/signals';
import type { NewProjection } from '../engine/api';
import { asEngineError, EngineError } from '../engine/errors';
import { showDuration } from '../text/show';
import { engine, ownProjection } from './engine';
import { formProblems } from './form-draft';
import { addNoticeOf } from './notices';
import { current } from './panes';
import { say } from './status';
import { writing, written } from './writing';

/** A projection that was dropped, and can be had back. */
export interface Dropped extends NewProjection {
  name: string;
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
  const { name, ...projection } = last;
  try {
    await engine.define(name, projection);
    dropped.value = null;
    current.peek().show(name);
    say(`Defined ${name} again`);
  } catch (error) {
    addNoticeOf(asEngineError(error));
  }
}
