import type { ComponentChildren } from 'preact';
import { emits, failing } from '../state/shown-projections';
import { type By, stepInRow, stepToEmit, stepToFailure } from '../state/step-moves';
import { oneLine } from '../text/show';
import { Icon } from '../widgets/icon';
import { openLineage } from './lineage';

/** What a part is about, and the ways from there to the next event of some kind. */
export function StepHead({
  name,
  title,
  children,
}: {
  name: string;
  title: string;
  /** What is before the ways to the next error and the next emit. */
  children?: ComponentChildren;
}) {
  return (
    <div class="did-head">
      <h3>What it did to {oneLine(title, 80)}</h3>
      {children}
      {failing(name) && (
        <StepMoves what="error" keys={['E', 'e']} move={(by) => stepToFailure(by, name)} />
      )}
      {emits(name) && (
        <StepMoves what="emit" keys={['M', 'm']} move={(by) => stepToEmit(by, name)} />
      )}
    </div>
  );
}

/** A row, which leads to its lineage, and the ways to the event before that changed it, and to the next. */
export function RowMoves({ projection, rowKey }: { projection: string; rowKey: string }) {
  const row = { projection, key: rowKey };
  return (
    <>
      {rowKey !== '' && (
        <button type="button" class="link" onClick={() => openLineage(row)}>
          {oneLine(rowKey, 200)}
          <span class="hidden">: show its lineage</span>
        </button>
      )}
      <StepMoves
        what="event"
        of={rowKey === '' ? '' : ` of ${oneLine(rowKey, 80)}`}
        keys={['k', 'j']}
        move={(by) => stepInRow(by, row)}
      />
    </>
  );
}

/** The way to the event before, and to the next one, of some kind. */
function StepMoves({
  what,
  of = '',
  keys: [back, forward],
  move,
}: {
  /** The kind, as the buttons stand beside it. */
  what: string;
  /** What tells it from others that are shown; `''` where there are none. */
  of?: string;
  /** The keys that do the same. */
  keys: readonly [string, string];
  move(by: By): void;
}) {
  return (
    <span class="step-moves">
      <button
        type="button"
        class="quiet square"
        aria-label={`Previous ${what}${of}`}
        title={`Previous ${what} (${back})`}
        onClick={() => move(-1)}
      >
        <Icon name="previous" />
      </button>
      <span aria-hidden="true">{what}</span>
      <button
        type="button"
        class="quiet square"
        aria-label={`Next ${what}${of}`}
        title={`Next ${what} (${forward})`}
        onClick={() => move(1)}
      >
        <Icon name="next" />
      </button>
    </span>
  );
}
