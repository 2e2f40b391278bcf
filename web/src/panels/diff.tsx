import { type ReadonlySignal, useComputed, useSignal } from '@preact/signals';
import type { Projection } from '../engine/api';
import type { Diff, SumChange } from '../protocol/questions.gen';
import { asking, type Shown, useAnswer } from '../state/answer';
import { calmly } from '../state/calm';
import { type Compared, comparedAt, comparing, setEnd, stopComparing } from '../state/diff';
import { compareRange, isRange } from '../state/range';
import { say } from '../state/status';
import { filter } from '../state/view';
import { viewedPosition } from '../state/viewed';
import { showChange } from '../text/decimal';
import { inWords, oneLine, plural, showCount } from '../text/show';
import { Paging } from '../widgets/paging';
import { DiffTable } from './diff-table';

/** Rows on a page: all are laid out anew when others are compared, which must not hold up a drag. */
const pageRows = 25;

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

/** During a drag, the diff is updated no more often than this, in milliseconds. */
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
export function ProjectionDiff({ shown }: { shown: Projection }) {
  const compared = useComputed(() => comparedAt(comparedPosition.value));
  const { offset, choose } = usePageOf(compared);
  const question = () => {
    const { a, b } = compared.value;
    const [from, to] = [{ position: a }, { position: b }];
    return { ask: 'diff', name: shown.name, from, to, exact: true } as const;
  };
  const answer = useAnswer(() =>
    asking([{ ...question(), offset: offset.value, limit: pageRows }], (diff) => diff),
  );
  const { value: diff } = answer.value;
  const counted = useAnswer(
    () => asking([{ ...question(), sums: true, limit: 0 }], (counted) => counted),
    'later',
  );
  const error = answer.value.error ?? counted.value.error;
  const ends = comparedAt(viewedPosition.value);
  const between = { a: diff?.from.position ?? 0, b: diff?.to.position ?? 0 };
  const count = fitting(counted.value, compared.value);
  return (
    <>
      <div class="table-tools">
        <Counts
          counted={count}
          total={diff?.total}
          backwards={compared.value.b < compared.value.a}
        />
        <Paging offset={offset.value} step={pageRows} total={diff?.total ?? 0} onOffset={choose} />
      </div>
      <Sums sums={counted.value.value?.sums ?? []} counting={count === null} />
      {error && <p class="count wrong">{error.message}</p>}
      <DiffTable
        title={shown.title}
        columns={shown.columns}
        rows={diff?.rows ?? []}
        compared={between}
        busy={between.a !== ends.a || between.b !== ends.b}
      >
        {diff?.total === 0 && <NothingDiffers title={shown.title} compared={ends} />}
      </DiffTable>
    </>
  );
}

/** The first row shown, and a way to another one; another diff is shown from its start. */
function usePageOf(compared: ReadonlySignal<Compared>) {
  const chosen = useSignal({ of: compared.peek(), offset: 0 });
  const offset = useComputed(() => {
    const { of, offset } = chosen.value;
    const { a, b } = compared.value;
    return of.a === a && of.b === b ? offset : 0;
  });
  const choose = (offset: number) => {
    chosen.value = { of: compared.peek(), offset };
  };
  return { offset, choose };
}

/** The counts, if they are for these two moments; `null` if they are for others. */
function fitting({ value }: Shown<Diff>, { a, b }: Compared): Diff | null {
  return value?.from.position === a && value.to.position === b ? value : null;
}

/** How many rows differ, and how. */
function Counts({
  counted,
  total,
  backwards,
}: {
  counted: Diff | null;
  total: number | undefined;
  /** Whether B is before A: what was added since reads as removed. */
  backwards: boolean;
}) {
  if (!counted?.kinds) {
    return <p class="count">{total ? `${plural(total, 'row')} differ, counting…` : '…'}</p>;
  }
  const { added, changed, removed } = counted.kinds;
  return (
    <p class="count">
      {showCount(added)} added, {showCount(changed)} changed, {showCount(removed)} removed
      {backwards && ', going back in time from A to B'}
    </p>
  );
}

/** By how much each number changed, over all rows. */
function Sums({ sums, counting }: { sums: readonly SumChange[]; counting: boolean }) {
  const columns = [...new Set(sums.map(({ column }) => column))];
  return (
    // While new sums are counted, the old ones are hidden, but their room stays.
    <dl class={counting ? 'sums counting' : 'sums'} aria-label="Change of the sums">
      {columns.map((name) => (
        <div key={name}>
          <dt>{inWords(name)}</dt>
          {sums
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

function NothingDiffers({ title, compared }: { title: string; compared: Compared }) {
  if (compared.a !== compared.b) {
    return <p class="empty">No row of “{title}” differs between A and B.</p>;
  }
  return (
    <p class="empty">
      A and B are the same moment. Move to another one, and what changed stands here; or press{' '}
      <kbd>a</kbd> or <kbd>b</kbd> at the moments to compare.
    </p>
  );
}
