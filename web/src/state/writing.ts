/**
 * The projection that is being written. What was typed or chosen is kept by the browser as a draft, for each workspace
 * and each projection, until it is defined or thrown away.
 */

import { computed, signal } from '@preact/signals';
import type { Form } from '../definition/form/form';
import { freeName } from '../text/free-name';
import { definitions, engine, ownProjection } from './engine';
import { preference, setPreference } from './preferences';

/** A projection as it is being written. */
export interface Draft {
  /** The name of the projection that it is a change of; `''` for a new one. */
  of: string;
  /** The name of the projection that it began as a copy of; `''` where it is no copy. */
  copyOf: string;
  name: string;
  source: string;
  /** What the source was written from; `null` where it was written by hand. */
  form: Form | null;
  engine: 'v1' | 'v2';
  onError: 'continue' | 'stop';
  /** How it is written. */
  view: 'form' | 'code';
}

const empty: Draft = {
  of: '',
  copyOf: '',
  name: '',
  source: '',
  form: null,
  engine: 'v1',
  onError: 'continue',
  view: 'form',
};

/** What is being written; `null` while nothing is. */
export const writing = signal<Draft | null>(null);

/** Whether something is being written. */
export const isWriting = computed(() => writing.value !== null);

/** Whether it is another than it was when nothing had been changed yet. */
const touched = signal(false);

/** Whether there is something that could be thrown away. */
export const isDraft = computed(() => writing.value !== null && touched.value);

/** Opens a new projection, or the draft of one. */
export function writeNew(): void {
  open(empty);
}

/** Opens a projection to be changed, or the draft of its change. */
export function writeAgain(name: string): void {
  const draft = draftLike(name);
  if (draft) open({ ...draft, of: name });
}

/** Opens a copy of a projection under a name that is free, or the draft of such a copy. */
export function writeCopy(name: string): void {
  const draft = draftLike(name);
  if (draft) open({ ...draft, copyOf: name, name: unusedName(`${name}-copy`) });
}

/** A new projection that is what another is; `null` where there is no other of this name. */
function draftLike(name: string): Draft | null {
  const known = ownProjection(name);
  if (!known) return null;
  const { source, engine, onError } = known;
  return { ...empty, name, source, engine, onError, form: formOf(name), view: 'code' };
}

function open(fresh: Draft): void {
  const kept = keptDraft(draftName(fresh));
  touched.value = kept !== null;
  writing.value = kept ?? fresh;
}

/** Changes what is written, by hand, so that it is kept. */
export function write(change: Partial<Draft>): void {
  if (!writing.value) return;
  writing.value = { ...writing.value, ...change };
  touched.value = true;
  keep();
}

/** Fills in what nobody has chosen, so that there is nothing to be kept. */
export function suggestDraft(change: Partial<Draft>): void {
  if (writing.value) writing.value = { ...writing.value, ...change };
}

/** Puts it away. Its draft stays. */
export function stopWriting(): void {
  writing.value = null;
}

/** Throws the draft away, and begins where it began. */
export function throwAway(): void {
  const draft = writing.value ?? empty;
  setPreference(draftName(draft), null);
  if (draft.copyOf !== '') writeCopy(draft.copyOf);
  else if (draft.of !== '') writeAgain(draft.of);
  else writeNew();
}

/** It was defined: its draft is done with, and its form is kept beside the source. */
export function written(): void {
  const draft = writing.value;
  if (!draft) return;
  setPreference(draftName(draft), null);
  setPreference(formName(draft.name), draft.form && JSON.stringify(draft.form));
  writing.value = null;
}

/** A projection has another name: its form goes with it, and so do the drafts of its change and of its copy. */
export function renamed(from: string, to: string): void {
  move(formName(from), formName(to), formOf(from));
  moveDraft({ of: from, copyOf: '' }, { of: to, name: to });
  moveDraft({ of: '', copyOf: from }, { copyOf: to });
}

function moveDraft(from: Pick<Draft, 'of' | 'copyOf'>, change: Partial<Draft>): void {
  const draft = keptDraft(draftName(from));
  move(draftName(from), draftName({ ...from, ...change }), draft && { ...draft, ...change });
}

function move(from: string, to: string, value: object | null): void {
  setPreference(to, value && JSON.stringify(value));
  setPreference(from, null);
}

/** The name, or one like it that no own projection has. */
export function unusedName(name: string): string {
  return freeName(
    name,
    definitions.peek().map((own) => own.name),
    '-',
  );
}

/** Its draft outlives the page, where the browser keeps anything. */
function keep(): void {
  if (writing.value) setPreference(draftName(writing.value), JSON.stringify(writing.value));
}

function keptDraft(under: string): Draft | null {
  const kept = parsed<Draft>(preference(under));
  return kept && { ...empty, ...kept };
}

function formOf(name: string): Form | null {
  return parsed<Form>(preference(formName(name)));
}

function parsed<T>(text: string | null): T | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** What a draft is kept under. No projection has a space in its name. */
function draftName({ of, copyOf }: Pick<Draft, 'of' | 'copyOf'>): string {
  const which = copyOf === '' ? of : `copy of ${copyOf}`;
  return `hindsight-draft-${engine.workspaces.shown}/${which}`;
}

function formName(name: string): string {
  return `hindsight-form-${engine.workspaces.shown}/${name}`;
}
