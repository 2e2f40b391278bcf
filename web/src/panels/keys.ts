import { effect, signal } from '@preact/signals';
import { openDialog, opened } from '../state/dialog';
import { comparing, stopComparing } from '../state/diff';
import { lastPosition } from '../state/engine';
import { stepFlip } from '../state/find';
import { condition } from '../state/findings';
import { job, putJobAway } from '../state/job';
import { current, mostPanes, panes } from '../state/panes';
import { togglePlaying } from '../state/player';
import { preference, setPreference } from '../state/preferences';
import { clearRange, compareRange, endHere, isRange, startHere } from '../state/range';
import { closer, farther, zoomBy } from '../state/scale';
import { bringSelectionIntoView } from '../state/selection';
import { type By, stepInRow, stepToEmit, stepToFailure } from '../state/step-moves';
import { axis, foldIdle, folding, showWhole } from '../state/timeline';
import { backToNow, filter, lookAtPosition } from '../state/view';
import { viewedPosition } from '../state/viewed';
import { setEndHere } from './diff';
import { goToNextPane, leavePane, openAnother } from './pane-moves';
import { tour } from './tour-steps';

/** A step of Left and Right, as a share of the log; and with Shift. */
const stepShare = 0.01;
const fastShare = 0.1;

/** Which modifiers are held. */
interface Held {
  /** Shift. */
  fast: boolean;
  /** Ctrl or Cmd. */
  single: boolean;
}

/** What the sheet of keys puts together, in this order. */
export const groups = [
  'Moving in time',
  'Timeline and range',
  'Compare and find',
  'Stepping',
  'Panels',
  'Page',
] as const;

/** A key that works anywhere on the page. */
export interface Binding {
  key: string;
  /** What is printed on it. */
  label: string;
  group: (typeof groups)[number];
  /** What it does; also the name of the action. */
  does: string;
  /** What the sheet says in place of that: under a heading, or of several that share a row. */
  inSheet?: string;
  /** Whether it is pressed with Ctrl or Cmd; then it works in fields, too. */
  command?: boolean;
  /** Whether it works in dialogs as well. */
  inDialogs?: boolean;
  /** Whether the palette lists it; it does, unless said otherwise. */
  listed?: boolean;
  /** When it does anything; always, unless said otherwise. */
  when?(): boolean;
  press(held: Held): void;
}

/** What Escape does, here and in whatever can be closed. */
const leaving = 'Leave the tour or the diff; close a report, a detail, a form or a dialog';

/** All keys that work anywhere. What the dialog lists is what is bound. */
export const bindings: readonly Binding[] = [
  {
    key: ' ',
    label: 'Space',
    group: 'Moving in time',
    does: 'Play, and pause',
    press: togglePlaying,
  },
  {
    key: 'ArrowLeft',
    label: '←',
    group: 'Moving in time',
    does: 'Back by a hundredth of the log; with Shift a tenth, with Ctrl or Cmd one event',
    press: (held) => move(-step(held)),
  },
  {
    key: 'ArrowRight',
    label: '→',
    group: 'Moving in time',
    does: 'Forward, in the same steps',
    press: (held) => move(step(held)),
  },
  { key: ',', label: ',', group: 'Moving in time', does: 'Previous event', press: () => move(-1) },
  { key: '.', label: '.', group: 'Moving in time', does: 'Next event', press: () => move(1) },
  {
    key: 'Home',
    label: 'Home',
    group: 'Moving in time',
    does: 'First event',
    press: () => lookAtPosition(1, lastPosition.value),
  },
  {
    key: 'End',
    label: 'End',
    group: 'Moving in time',
    does: 'Latest, and follow what is appended',
    press: backToNow,
  },
  {
    key: '+',
    label: '+',
    group: 'Timeline and range',
    does: 'Timeline: closer',
    inSheet: 'Closer',
    press: () => zoomBy(closer),
  },
  {
    key: '-',
    label: '-',
    group: 'Timeline and range',
    does: 'Timeline: less close',
    inSheet: 'Less close',
    press: () => zoomBy(farther),
  },
  {
    key: '0',
    label: '0',
    group: 'Timeline and range',
    does: 'Timeline: all of it',
    inSheet: 'All of it',
    press: showWhole,
  },
  {
    key: 'i',
    label: 'i',
    group: 'Timeline and range',
    does: 'Timeline: fold idle time, and unfold it',
    inSheet: 'Fold idle time, and unfold it',
    when: () => axis.value === 'time',
    press: () => foldIdle(!folding.value),
  },
  {
    key: '[',
    label: '[',
    group: 'Timeline and range',
    does: 'The range starts with the viewed event',
    press: startHere,
  },
  {
    key: ']',
    label: ']',
    group: 'Timeline and range',
    does: 'The range ends with the viewed event',
    press: endHere,
  },
  { key: '\\', label: '\\', group: 'Timeline and range', does: 'No range', press: clearRange },
  {
    key: 'f',
    label: 'f',
    group: 'Panels',
    does: 'Bring the selected event into view, or else the viewed moment',
    press: bringSelectionIntoView,
  },
  { key: '/', label: '/', group: 'Panels', does: 'Search the events', press: focusSearch },
  {
    key: 'o',
    label: 'o',
    group: 'Panels',
    does: 'Open another projection beside',
    when: () => panes.value.length < mostPanes,
    press: openAnother,
  },
  {
    key: 'g',
    label: 'g',
    group: 'Panels',
    does: 'Go to the next pane of projections',
    press: goToNextPane,
  },
  {
    key: 'x',
    label: 'x',
    group: 'Panels',
    does: 'Close this pane of projections',
    when: () => panes.value.length > 1,
    press: () => leavePane(current.value),
  },
  {
    key: 'a',
    label: 'a',
    group: 'Compare and find',
    does: 'Compare: A is the viewed moment',
    press: () => setEndHere('a'),
  },
  {
    key: 'b',
    label: 'b',
    group: 'Compare and find',
    does: 'Compare: B is the viewed moment',
    press: () => setEndHere('b'),
  },
  {
    key: 'c',
    label: 'c',
    group: 'Compare and find',
    does: 'Compare the ends of the range',
    when: () => isRange(filter.value),
    press: compareRange,
  },
  {
    key: 'Escape',
    label: 'Esc',
    group: 'Page',
    inSheet: leaving,
    does: 'Leave the tour',
    when: () => tour.at.value !== null,
    press: () => tour.leave(),
  },
  {
    key: 'Escape',
    label: 'Esc',
    group: 'Page',
    inSheet: leaving,
    does: 'Put away what is said of an import',
    when: () => job.value !== null && job.value.phase !== 'running',
    press: putJobAway,
  },
  {
    key: 'Escape',
    label: 'Esc',
    group: 'Page',
    inSheet: leaving,
    does: 'Stop comparing',
    when: () => comparing.value,
    press: stopComparing,
  },
  {
    key: 'n',
    label: 'n',
    group: 'Compare and find',
    does: 'Next flip of the condition that was looked for',
    when: () => condition.value !== null,
    press: () => stepFlip(1),
  },
  {
    key: 'p',
    label: 'p',
    group: 'Compare and find',
    does: 'Previous flip',
    when: () => condition.value !== null,
    press: () => stepFlip(-1),
  },
  ...stepping('j', 'k', 'event of the selected event’s row', stepInRow),
  ...stepping('e', 'E', 'event that the projection could not apply', stepToFailure),
  ...stepping('m', 'M', 'event for which the projection emitted', stepToEmit),
  ...['k', 'P'].map((key) => ({
    key,
    label: key === 'P' ? 'Ctrl Shift P' : 'Ctrl K',
    group: 'Page' as const,
    does: 'Every action by its name; with Cmd on a Mac',
    command: true,
    listed: false,
    press: () => openDialog('palette'),
  })),
  {
    key: 'Enter',
    label: 'Ctrl Enter',
    group: 'Page',
    does: 'In a form: do what it is for; with Cmd on a Mac',
    command: true,
    inDialogs: true,
    listed: false,
    when: () => formAtHand() !== null,
    press: () => formAtHand()?.requestSubmit(),
  },
  { key: '?', label: '?', group: 'Page', does: 'Show these keys', press: () => openDialog('keys') },
];

/** Two keys that go to the next of some events, and to the previous one. */
function stepping(next: string, previous: string, of: string, move: (by: By) => void): Binding[] {
  const ways = [
    [next, 'Next', 1],
    [previous, 'Previous', -1],
  ] as const;
  return ways.map(([key, way, by]) => ({
    key,
    label: key === key.toLowerCase() ? key : `Shift ${key}`,
    group: 'Stepping',
    does: `${way} ${of}`,
    press: () => move(by),
  }));
}

const storedAs = 'hindsight-character-keys';

/** Whether keys that type a character do anything: speech input can press them by accident. */
export const characterKeys = signal(preference(storedAs) !== 'off');

/** Whether a binding's key types a character. */
export function typesCharacter({ key, command = false }: Binding): boolean {
  return key.length === 1 && !command;
}

/** Controls for which all these keys mean something else. */
const own = 'input:not([type=range]), textarea, select, [contenteditable], dialog, [popover]';

/** Controls that use some keys to move within them, and no other keys. */
const movedWithin = '[role=tree], [role=tablist], [role=separator]';
const moving: ReadonlySet<string> = new Set([
  'ArrowLeft',
  'ArrowRight',
  'ArrowUp',
  'ArrowDown',
  'Home',
  'End',
  ' ',
]);

/** What Space presses, opens or ticks: it means nothing else there. */
const pressed = 'button, a, summary, label, input:not([type=range])';

/** Lets the keys work wherever they mean nothing else. */
export function listenForKeys(): void {
  effect(() => setPreference(storedAs, characterKeys.value ? null : 'off'));
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.altKey) return;
    const held = { fast: event.shiftKey, single: event.ctrlKey || event.metaKey };
    const binding = bindings.find((bound) => bound.key === event.key && works(bound, event, held));
    if (!binding) return;
    event.preventDefault();
    binding.press(held);
  });
}

/** Whether a binding means anything where its key was pressed. */
function works(binding: Binding, { target }: KeyboardEvent, held: Held): boolean {
  const { single } = held;
  if (opened.value !== null && !binding.inDialogs) return false;
  if (binding.when?.() === false) return false;
  if (binding.command) return single;
  if (target instanceof Element && target.closest(taking(binding.key, held))) return false;
  return !typesCharacter(binding) || (!single && characterKeys.value);
}

/** The controls that take a key for themselves. */
function taking(key: string, { single, fast }: Held): string {
  const all = [own];
  if (moving.has(key) && !single && !fast) all.push(movedWithin);
  if (key === ' ') all.push(pressed);
  return all.join();
}

function step({ fast, single }: Held): number {
  if (single) return 1;
  return Math.max(1, Math.round(lastPosition.value * (fast ? fastShare : stepShare)));
}

/** A long step ends at the first event; only a step from there leads before it. */
function move(by: number): void {
  const here = viewedPosition.value;
  const there = here > 1 ? Math.max(1, here + by) : here + by;
  lookAtPosition(there, lastPosition.value);
}

/** The form that holds the focus. */
function formAtHand(): HTMLFormElement | null {
  return document.activeElement?.closest('form') ?? null;
}

function focusSearch(): void {
  document.getElementById('search-events')?.focus();
}
