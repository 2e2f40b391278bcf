import { opened } from '../state/dialog';
import { comparedAt, comparing, stopComparing } from '../state/diff';
import { changeNumber, lastPosition } from '../state/engine';
import { condition } from '../state/findings';
import { endIntroduction } from '../state/newcomer';
import { current } from '../state/panes';
import { type Step, Tour } from '../state/tour';
import { backToNow, lineageOf } from '../state/view';
import { inThePast, viewedPosition } from '../state/viewed';
import { stopWriting, writing } from '../state/writing';

/** A step as it is shown. */
export interface ShownStep extends Step {
  title: string;
  /** What is there, and what to do with it. */
  text: string;
  /** Selectors of what it points at: the first that finds anything. */
  target: readonly string[];
  /** Selectors of what else is looked at and shall not be covered either, by importance. */
  spared?: readonly string[];
}

/** The steps of the tour, in order. */
export const steps: readonly ShownStep[] = [
  {
    title: 'Append',
    text: 'Whatever happens is an event at the end of the log, and no event is ever changed. Press a command, such as Pay: its event comes to the list, and the tables follow.',
    target: ['.command-row'],
    prepare: () => showOrders(),
    deed: () => lastPosition.value,
  },
  {
    title: 'Rewind',
    text: 'Every earlier moment is still there. Drag the slider back, or press the Left key: the tables show what was known then, and later events are dimmed.',
    target: ['#position'],
    deed: () => (inThePast.value ? viewedPosition.value : null),
  },
  {
    title: 'Compare',
    text: 'Two moments can be held against each other. Press Compare… and move: each row that differs is listed, before and after.',
    target: ['#compare-button'],
    spared: ['.ends', '.moment', '.panel.projections'],
    prepare: stopComparing,
    deed: () => {
      const { a, b } = comparedAt(viewedPosition.value);
      return comparing.value && a !== b ? `${a} to ${b}` : null;
    },
  },
  {
    title: 'Where a value comes from',
    text: 'Press a value in this row: the events that made it are listed, newest first, with what each of them changed.',
    target: ['.table tbody tr', '.table-frame'],
    prepare: () => showOrders(),
    deed: () => lineageOf.value,
  },
  {
    title: 'Find a flip',
    text: 'When did something turn true? Press Find… and ask for status = placed, say: every flip is listed, and n and p go from one to the next.',
    target: ['#find-condition', '.find-button'],
    spared: ['.find', '.moment', '.panel.projections'],
    deed: () => condition.value,
  },
  {
    title: 'A table of your own',
    text: 'What no table says can be made of the same events. Press New projection…: choose rows and columns, or write JavaScript, and see at once what comes of it.',
    target: ['#new-projection', '.panel.writing'],
    spared: ['.panel.writing'],
    deed: () => writing.value && true,
  },
  {
    title: 'Bring your own log',
    text: 'All of this works for your own events. Press Import…, or drop an export anywhere on the page; nothing leaves this tab.',
    target: ['#import-button'],
    prepare: stopWriting,
    deed: () => opened.value === 'import' || changeNumber.value,
  },
];

/** The tour through the page. */
export const tour = new Tour(steps);

/** Starts the tour, and ends the introduction, which is not needed any more. */
export function takeTour(): void {
  endIntroduction();
  tour.start();
}

/** Shows the latest moment and a table that is easily understood. */
function showOrders(): void {
  stopComparing();
  backToNow();
  current.peek().show('order_totals');
}
