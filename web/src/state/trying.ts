/** What the source that is being written makes of some events: it is run on them once typing pauses. */

import { batch, computed, effect, signal } from '@preact/signals';
import type { Diagnostic } from '../engine/api';
import { asEngineError, isStopped } from '../engine/errors';
import type { Previewed } from '../engine/own/preview';
import { asking, standing } from './answer';
import { changeNumber, engine } from './engine';
import { Latest, superseded } from './latest';
import { selected } from './view';
import { writing } from './writing';

/** Typing pauses after so many milliseconds. */
const pauseMs = 250;

/** What came of some events. */
export type Tried = Exclude<Previewed, { error: unknown }>;

/** The events that it is tried on. */
export const tryOn = signal<'first' | 'selected'>('first');

/** The stream of the selected event; `''` where none is selected, or it is not known yet. */
export const selectedStream = signal('');

/** What came of the last source that could be run; `null` until one could. */
export const tried = signal<Tried | null>(null);

/** Why the source that there is now could not be run; none where it could. */
export const notTried = signal<readonly Diagnostic[]>([]);

/** Whether it is being tried. */
export const isTrying = signal(false);

const triedSource = computed(() => writing.value?.source ?? '');
const triedEngine = computed(() => writing.value?.engine ?? 'v1');
const triedStream = computed(() => (tryOn.value === 'selected' ? selectedStream.value : ''));

/** Tries what is written whenever it is another, and when the log is. */
export function followTrying(): void {
  const stream = standing(() => {
    const position = writing.value ? selected.value : null;
    return position === null ? null : asking([{ ask: 'event', position }], ({ stream }) => stream);
  });
  stream.subscribe(({ value }) => {
    selectedStream.value = value ?? '';
  });
  const latest = new Latest();
  effect(() => {
    changeNumber.value;
    const asked = {
      source: triedSource.value,
      engine: triedEngine.value,
      stream: triedStream.value,
    };
    if (asked.source === '') {
      forget();
      return;
    }
    isTrying.value = true;
    const timer = setTimeout(() => {
      latest.ask(() => engine.preview(asked)).then(take, refuse);
    }, pauseMs);
    return () => clearTimeout(timer);
  });
}

function forget(): void {
  batch(() => {
    tried.value = null;
    notTried.value = [];
    isTrying.value = false;
  });
}

function take(answer: Tried | typeof superseded): void {
  if (answer === superseded || !writing.peek()) return;
  batch(() => {
    tried.value = answer;
    notTried.value = [];
    isTrying.value = false;
  });
}

function refuse(thrown: unknown): void {
  const error = asEngineError(thrown);
  if (!writing.peek() || isStopped(error)) return;
  const { diagnostics } = error.details as { diagnostics?: Diagnostic[] };
  batch(() => {
    notTried.value = diagnostics ?? [
      { severity: 'error', code: error.code, message: error.message },
    ];
    isTrying.value = false;
  });
}

/** Whether what is shown is of another source than the one that is written. */
export const isOld = computed(() => notTried.value.length > 0 || isTrying.value);
