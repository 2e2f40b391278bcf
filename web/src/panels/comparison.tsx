import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Projection } from '../engine/api';
import { type Answer, useAnswer } from '../state/answer';
import { calmly } from '../state/calm';
import { comparedAt, comparing, type Span, setEnd, stopComparing } from '../state/comparison';
import { engine, revision } from '../state/log';
import { compareRange, isRange } from '../state/range';
import { say } from '../state/status';
import { type Tally, tallyOf } from '../state/tally';
import { filter } from '../state/view';
import { viewedPosition } from '../state/viewed';
import { showChange } from '../text/decimal';
import { inWords, oneLine, plural, showCount } from '../text/show';
import { Paging } from '../widgets/paging';
import { ComparisonTable } from './comparison-table';

/** Rows on a page: all are laid out anew when others are compared, which must not hold up a drag. */
const pageRows = 25;
/** What is moved through is not counted before one has stopped for this long, in milliseconds. */
const settledMs = 120;

/** Starts to compare, from the viewed moment on, and stops. */
export function CompareButton() {
  return (
    <button
      id="compare-button"
      type="button"
      aria-pressed={comparing.value}
      title={comparing.value ? 'Escape' : 'Compare this moment with others'}
      onClick={() => (comparing.value ? stopComparing() : compareFromHere())}
    >
      {comparing.value ? 'Stop comparing' : 'Compare…'}
    </button>
  );
}

/** While one drags, what differs is told no more often than this, in milliseconds. */
const longestMs = 500;

/** The viewed position, when it is compared: to lay out what differs takes a good part of a frame. */
const comparedPosition = calmly(viewedPosition, longestMs);

/** Compares the two ends of the range, when there is one. */
export function CompareRangeButton() {
  if (!isRange(filter.value)) return null;
  return (
    <button
      type="button"
      title="What changed from the start of the range to its end? (c)"
      onClick={compareRange}
    >
      Compare the range
    </button>
  );
}

/** Sets A at the viewed moment. */
export function compareFromHere(): void {
  setEndHere('a');
}

/** Sets an end at the viewed moment. */
export function setEndHere(end: 'a' | 'b'): void {
  const position = viewedPosition.value;
  setEnd(end, position);
  say(`${end.toUpperCase()} is position ${showCount(position)}`);
}

/** What is not the same in a projection at A and at B. */
export function ProjectionComparison({ shown }: { shown: Projection }) {
  const span = useComputed(() => comparedAt(comparedPosition.value));
  const offset = usePageOf(span);
  const answer = useAnswer(
    () => ({ revision: revision.value, ...span.value, offset: offset.value }),
    ({ a, b, offset }) =>
      engine.diff(shown.name, {
        from: { position: a },
        to: { position: b },
        exact: true,
        offset,
        limit: pageRows,
      }),
  );
  const { value: diff, error } = answer.value;
  const counted = useTally(shown, span);
  const ends = comparedAt(viewedPosition.value);
  const between = { a: diff?.from.position ?? 0, b: diff?.to.position ?? 0 };
  return (
    <>
      <div class="table-tools">
        <Counts
          counted={counted.value}
          total={diff?.total}
          backwards={span.value.b < span.value.a}
        />
        <Paging
          offset={offset.value}
          step={pageRows}
          total={diff?.total ?? 0}
          onOffset={(next) => {
            offset.value = next;
          }}
        />
      </div>
      <Sums counted={counted.value} />
      {error && <p class="count wrong">{error.message}</p>}
      <ComparisonTable
        title={shown.title}
        columns={shown.columns}
        rows={diff?.rows ?? []}
        span={between}
        busy={between.a !== ends.a || between.b !== ends.b}
      >
        {diff?.total === 0 && <NothingDiffers title={shown.title} span={ends} />}
      </ComparisonTable>
    </>
  );
}

/** The first row shown; another comparison is shown from its start. */
function usePageOf(span: ReadonlySignal<Span>) {
  const offset = useSignal(0);
  const before = useRef('');
  const { a, b } = span.value;
  const now = `${a} ${b}`;
  if (before.current !== now) offset.value = 0;
  before.current = now;
  return offset;
}

/** How many rows differ, and how. */
function Counts({
  counted,
  total,
  backwards,
}: {
  counted: Answer<Counted>;
  total: number | undefined;
  /** Whether B is before A: what was added since reads as removed. */
  backwards: boolean;
}) {
  const { value, error } = counted;
  if (error) return <p class="count wrong">{error.message}</p>;
  if (!value?.fits) {
    return <p class="count">{total ? `${plural(total, 'row')} differ, counting…` : '…'}</p>;
  }
  const { kinds, counted: rows, total: all } = value.tally;
  return (
    <p class="count">
      {showCount(kinds.added)} added, {showCount(kinds.changed)} changed, {showCount(kinds.removed)}{' '}
      removed
      {rows < all && ` of the first ${showCount(rows)} rows of ${showCount(all)}`}
      {backwards && ', going back in time from A to B'}
    </p>
  );
}

/** By how much each number changed, over all rows. */
function Sums({ counted: { value } }: { counted: Answer<Counted> }) {
  const changes = value?.tally.changes ?? [];
  const columns = [...new Set(changes.map(({ column }) => column))];
  return (
    // While others are counted nothing is to be read here, but the room stays.
    <dl class={value?.fits ? 'sums' : 'sums counting'} aria-label="Change of the sums">
      {columns.map((name) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          {changes
            .filter(({ column }) => column === name)
            .map(({ currency, change }) => (
              <dd key={currency}>
                {showChange(change)} <span class="of">{oneLine(currency, 20)}</span>
              </dd>
            ))}
        </div>
      ))}
    </dl>
  );
}

/** What was counted, between which moments. */
interface Counted {
  tally: Tally;
  span: Span;
  /** Whether those are the moments that are compared now: otherwise it says nothing of them. */
  fits: boolean;
}

/** The comparison counted. One that nobody waits for any more is left off. */
function useTally(shown: Projection, span: ReadonlySignal<Span>) {
  const counted = useAnswer(
    () => ({ of: revision.value, ...span.value }),
    async ({ of, a, b }): Promise<Omit<Counted, 'fits'> | null> => {
      const isStale = () => {
        const now = span.peek();
        return now.a !== a || now.b !== b || revision.peek() !== of;
      };
      await new Promise((settled) => setTimeout(settled, settledMs));
      const fetch = (offset: number, limit: number) =>
        engine.diff(shown.name, {
          from: { position: a },
          to: { position: b },
          exact: true,
          offset,
          limit,
        });
      const tally = await tallyOf(shown.columns, fetch, isStale);
      return tally && { tally, span: { a, b } };
    },
  );
  return useComputed(() => {
    const { value, ...answer } = counted.value;
    const { a, b } = span.value;
    const fits = value?.span.a === a && value.span.b === b;
    return { ...answer, value: value && { ...value, fits } };
  });
}

function NothingDiffers({ title, span }: { title: string; span: Span }) {
  if (span.a !== span.b) {
    return <p class="empty">No row of “{title}” differs between A and B.</p>;
  }
  return (
    <p class="empty">
      A and B are the same moment. Move to another one, and what changed stands here; or press{' '}
      <kbd>a</kbd> or <kbd>b</kbd> at the moments to compare.
    </p>
  );
}
