/** Which own projections are shown as two of their revisions beside each other. */

import { effect, signal } from '@preact/signals';
import { asEngineError } from '../engine/errors';
import type { RevisionState } from '../engine/own/revision';
import { definitions, engine, ownProjection } from './engine';
import { addNoticeOf } from './notices';
import { dropped } from './own';
import { say } from './status';

/** Two revisions of a projection, the one that was defined first on the left. */
export interface TwoRevisions {
  left: RevisionState;
  right: RevisionState;
}

const compared = signal<ReadonlySet<string>>(new Set());

/** One of which one revision is left is compared no more, nor is whatever gets its name later. */
export function followRevisions(): void {
  effect(() => {
    const two = definitions.value.filter(({ revisions }) => revisions.length > 1);
    const names = new Set(two.map(({ name }) => name));
    const still = [...compared.peek()].filter((name) => names.has(name));
    if (still.length < compared.peek().size) compared.value = new Set(still);
  });
}

/** The two revisions that are kept of an own projection; `null` where there is one. Read in an effect, it is followed. */
export function twoRevisions(name: string): TwoRevisions | null {
  const [left, right] = ownProjection(name)?.revisions ?? [];
  return left && right ? { left, right } : null;
}

/** Those of a projection whose revisions are compared; `null` for any other. Read in an effect, it is followed. */
export function comparedRevisions(name: string): TwoRevisions | null {
  return compared.value.has(name) ? twoRevisions(name) : null;
}

/** Shows the rows that two revisions do not have alike, in the place of the table. */
export function compareRevisions(name: string): void {
  compared.value = new Set(compared.value).add(name);
}

/** Shows the table again. */
export function stopComparingRevisions(name: string): void {
  const others = new Set(compared.value);
  others.delete(name);
  compared.value = others;
}

/** Drops the revision that was defined last, so that the one before answers. */
export async function goBack(name: string): Promise<void> {
  const two = twoRevisions(name);
  if (!two) return;
  await dropRevision(name, two.right, `Went back to revision ${two.left.revision} of ${name}`);
}

/** Drops the revision that was kept beside the one that was defined last. */
export async function letGo(name: string): Promise<void> {
  const two = twoRevisions(name);
  if (!two) return;
  await dropRevision(name, two.left, `Let revision ${two.left.revision} of ${name} go`);
}

/** What is dropped can be had back, as the next revision. */
async function dropRevision(name: string, which: RevisionState, done: string): Promise<void> {
  const { revision, source, engine: rules, onError } = which;
  try {
    await engine.drop(name, { revision });
    dropped.value = { name, revision, source, engine: rules, onError };
    say(done);
  } catch (error) {
    addNoticeOf(asEngineError(error));
  }
}
