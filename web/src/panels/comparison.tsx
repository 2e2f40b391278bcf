import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { At, Projection } from '../engine/api';
import { type Answer, useAnswer } from '../state/answer';
import {
  comparedAt,
  comparing,
  ends,
  type Span,
  setEnd,
  stopComparing,
  swapEnds,
} from '../state/comparison';
import { engine, revision } from '../state/log';
import { say } from '../state/status';
import { type Tally, tallyOf } from '../state/tally';
import { narrow } from '../state/view';
import { logYear, viewedPosition } from '../state/viewed';
import { showChange } from '../text/decimal';
import { inWords, oneLine, plural, showCount } from '../text/show';
import { Paging } from '../widgets/paging';
import { When } from '../widgets/when';
import { ComparisonTable } from './comparison-table';

/** Rows on a page. */
const pageRows = 50;
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

/** Has the list show the events after the earlier end, up to the later one. */
function listBetween({ a, b }: Span): void {
  const between = { after: Math.min(a, b), until: Math.max(a, b) };
  narrow({ between });
  say(`The list shows ${plural(between.until - between.after, 'event')} between A and B`);
}

/** What is not the same in the shown projection at A and at B. */
export function ComparisonPanel({ shown }: { shown: Projection }) {
  const span = useComputed(() => comparedAt(viewedPosition.value));
  const offset = usePageOf(span);
  const answer = useAnswer(
    () => ({ revision: revision.value, ...span.value, offset: offset.value }),
    ({ a, b, offset }) =>
      engine.diff(shown.name, {
        from: { position: a },
        to: { position: b },
        offset,
        limit: pageRows,
      }),
  );
  const { value: diff, error } = answer.value;
  const counted = useTally(shown, span);
  return (
    <>
      <Ends span={span.value} from={diff?.from} to={diff?.to} />
      <div class="table-tools">
        <Counts counted={counted.value} total={diff?.total} />
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
        span={{ a: diff?.from.position ?? 0, b: diff?.to.position ?? 0 }}
      >
        {diff?.total === 0 && <NothingDiffers title={shown.title} span={span.value} />}
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

function Ends({ span, from, to }: { span: Span; from: At | undefined; to: At | undefined }) {
  const same = span.a === span.b;
  return (
    <div class="ends">
      <End name="a" position={span.a} at={from} />
      <End name="b" position={span.b} at={to} />
      <div class="ends-actions">
        <button type="button" onClick={() => swapEnds(viewedPosition.value)}>
          Swap
        </button>
        <button type="button" aria-disabled={same} onClick={() => same || listBetween(span)}>
          Events between ({showCount(Math.abs(span.b - span.a))})
        </button>
      </div>
    </div>
  );
}

function End({ name, position, at }: { name: 'a' | 'b'; position: number; at: At | undefined }) {
  const title = name.toUpperCase();
  const set = ends.value[name] !== null;
  const here = set && position === viewedPosition.value;
  return (
    <div class="end">
      <span class="end-name">{title}</span>
      <span class="end-place">
        <span class="end-position">
          position {showCount(position)}
          {!set && ', viewed'}
        </span>
        {/* What was answered for another position is no time of this one. */}
        <span class="of">
          {at?.position === position && at.time !== '' ? (
            <When time={at.time} year={logYear.value} />
          ) : (
            '\u00a0'
          )}
        </span>
      </span>
      <button
        type="button"
        title={`Key: ${name}`}
        aria-disabled={here}
        onClick={() => here || setEndHere(name)}
      >
        Set {title} here
      </button>
    </div>
  );
}

/** How many rows differ, and how. */
function Counts({ counted, total }: { counted: Answer<Counted>; total: number | undefined }) {
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
        engine.diff(shown.name, { from: { position: a }, to: { position: b }, offset, limit });
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
