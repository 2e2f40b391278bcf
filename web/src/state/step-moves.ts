/** From the selected event to the next one of its row, to the next that failed, or that had something emitted. */

import { oneLine, showCount } from '../text/show';
import { answerTo, asking } from './answer';
import { lastPosition } from './engine';
import { addNoticeOf } from './notices';
import { current } from './panes';
import { emits, emittedBy, shownIn } from './shown-projections';
import { say } from './status';
import { stepOf } from './stepping';
import { lineageOf, type RowName, select, selected, selectInLineage } from './view';
import { viewedPosition } from './viewed';

/** Forward or back. */
export type By = 1 | -1;

/** The row that was followed last: an event may change several. */
let followed: RowName | null = null;

/** One at a time, each from where the one before led; of a key that is held down, no more wait than a person counts. */
const mostWaiting = 3;
let waiting = 0;
let last: Promise<void> = Promise.resolve();

function inTurn(move: () => Promise<void>): void {
  if (waiting >= mostWaiting) return;
  waiting++;
  last = last.then(move).then(
    () => {
      waiting--;
    },
    (error) => {
      waiting--;
      addNoticeOf(error as Error);
    },
  );
}

/** The event that one steps from; without one, that of the viewed moment. */
function here(): number {
  return selected.peek() ?? viewedPosition.peek();
}

function goTo(position: number, said: string): void {
  if (lineageOf.peek() && selected.peek() !== null) selectInLineage(position);
  else select(position);
  say(`Event ${showCount(position)}: ${said}`);
}

const ways = { 1: ['next', 'later'], [-1]: ['previous', 'earlier'] } as const;

/** The projection of the current pane. */
function currentName(): string | undefined {
  return shownIn(current.peek())?.name;
}

/**
 * Goes to the next event that changed a row, or the one before.
 *
 * @param row absent means the row of the current pane's projection that the selected event is about.
 */
export function stepInRow(by: By, row?: RowName): void {
  inTurn(async () => {
    const projection = row?.projection ?? currentName();
    if (projection === undefined) return;
    const key = row?.key ?? (await keyAt(projection, here()));
    if (key === null) {
      say(`Event ${showCount(here())} changed no row: choose one that did`);
      return;
    }
    followed = { projection, key };
    const position = await versionBeside(by, projection, key, here());
    const name = key === '' ? projection : oneLine(key, 80);
    if (position === null) say(`No ${ways[by][1]} event changed ${name}`);
    else goTo(position, `${ways[by][0]} of ${name}`);
  });
}

/** The row that an event is about: of several the one that was followed, or came from. */
async function keyAt(projection: string, position: number): Promise<string | null> {
  const keys = await keysAt(projection, position);
  const known = [followed, lineageOf.peek()].filter((row) => row?.projection === projection);
  const found = known.find((row) => row && (keys.length === 0 || keys.includes(row.key)));
  return found?.key ?? keys[0] ?? null;
}

async function keysAt(projection: string, position: number): Promise<string[]> {
  const step = stepOf(projection, position);
  if (step) {
    const { partition } = await answerTo(step, 'step');
    return partition === null ? [] : [partition];
  }
  const [from, to] = [{ position: Math.max(0, position - 1) }, { position }];
  const diff = { ask: 'diff', name: projection, from, to, limit: 100 } as const;
  return answerTo(asking([diff], ({ rows }) => rows.map(({ key }) => key)));
}

async function versionBeside(
  by: By,
  name: string,
  key: string,
  position: number,
): Promise<number | null> {
  const lineage = (position: number, offset: number, limit: number) =>
    ({
      ask: 'lineage',
      name,
      key,
      at: { position: Math.max(0, position) },
      offset,
      limit,
    }) as const;
  if (by < 0) {
    const before = asking([lineage(position - 1, 0, 1)], ({ versions }) => versions);
    return (await answerTo(before))[0]?.position ?? null;
  }
  // They are told newest first: how many there are in all, and up to here, says which is the next.
  const latest = lastPosition.peek();
  const counts = asking([lineage(latest, 0, 0), lineage(position, 0, 0)], (all, passed) => ({
    later: all.total - passed.total,
  }));
  const { later } = await answerTo(counts);
  if (later <= 0) return null;
  const next = asking([lineage(latest, later - 1, 1)], ({ versions }) => versions);
  return (await answerTo(next))[0]?.position ?? null;
}

/** Goes to the next event that a projection could not apply, or the one before. */
export function stepToFailure(by: By, projection = currentName()): void {
  inTurn(async () => {
    if (projection === undefined) return;
    const failures = await answerTo(asking([{ ask: 'failures', name: projection }], (all) => all));
    const from = here();
    const failure =
      by > 0
        ? failures.find(({ position }) => position > from)
        : failures.findLast(({ position }) => position < from);
    if (failure) goTo(failure.position, `${ways[by][0]} that ${projection} could not apply`);
    else say(`${projection} could apply every ${ways[by][1]} event`);
  });
}

/** Goes to the next event for which an own projection emitted something, or the one before. */
export function stepToEmit(by: By, projection = currentName()): void {
  inTurn(async () => {
    if (projection === undefined) return;
    const position = emits(projection) ? await emitBeside(by, emittedBy(projection), here()) : null;
    if (position === null) say(`${projection} emitted nothing at any ${ways[by][1]} event`);
    else goTo(position, `${ways[by][0]} at which ${projection} emitted`);
  });
}

/** Its rows are in the order of the events that they were emitted at, and none changes. */
async function emitBeside(by: By, name: string, position: number): Promise<number | null> {
  const after = { ask: 'diff', name, from: { position }, limit: 1 } as const;
  if (by > 0) {
    return answerTo(asking([after], ({ rows: [first] }) => first?.events[0] ?? null));
  }
  const at = { position: Math.max(0, position - 1) };
  const until = { ask: 'table', name, at, descending: true, limit: 1 } as const;
  return answerTo(asking([until], ({ rows: [newest] }) => newest?.changedAt ?? null));
}
