import { useSignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { Comparison, Projection } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { stopComparingRevisions, type TwoRevisions } from '../state/revisions';
import { select, viewed } from '../state/view';
import { isPlainNumber, minus, showChange } from '../text/decimal';
import { type Difference, jsonDiff } from '../text/json-diff';
import { oneLine, plural, showCount } from '../text/show';
import { Paging } from '../widgets/paging';

/** Rows on a page: a state may have many lines. */
const pageRows = 25;
/** Characters of two states that are compared: to read megabytes would hold up the page. */
const mostCompared = 1_000_000;
/** Characters of one value that a line may show. */
const mostShown = 200;
/** Lines of one object or array that are shown. */
const mostLines = 50;

/** How two revisions differ in a row, as a sign and in words. */
const kinds = {
  added: ['+', 'only right'],
  changed: ['~', 'another state'],
  removed: ['−', 'only left'],
} as const;

/** The rows that two revisions of an own projection do not have alike, beside each other, at the viewed moment. */
export function RevisionRows({ shown: { name }, two }: { shown: Projection; two: TwoRevisions }) {
  const { left, right } = two;
  const offset = useSignal(0);
  const answer = useAnswer(() => {
    const revisions: [number, number] = [left.revision, right.revision];
    const page = { offset: offset.value, limit: pageRows };
    return asking(
      [{ ask: 'compare', name, revisions, ...page, ...viewed.value }],
      (comparison) => comparison,
    );
  });
  const { value: comparison, error } = answer.value;
  return (
    <>
      <div class="table-tools">
        {comparison && <Said comparison={comparison} />}
        {comparison && comparison.total > pageRows && (
          <Paging
            offset={offset.value}
            step={pageRows}
            total={comparison.total}
            onOffset={(next) => {
              offset.value = next;
            }}
          />
        )}
        <button type="button" onClick={() => stopComparingRevisions(name)}>
          Show the table
        </button>
      </div>
      {error && <p class="count wrong">{error.message}</p>}
      <section
        class="table-frame"
        aria-label={`${name}, revisions ${left.revision} and ${right.revision}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard.
        tabIndex={0}
      >
        <table class="table revisions">
          <caption class="hidden">{name}: the rows that two revisions do not have alike</caption>
          <thead>
            <tr>
              <th scope="col">difference</th>
              <th scope="col">key</th>
              <th scope="col">revision {left.revision}</th>
              <th scope="col">revision {right.revision}</th>
            </tr>
          </thead>
          <tbody>
            {comparison?.rows.map((row) => (
              <Row key={row.key} row={row} />
            ))}
          </tbody>
        </table>
        {comparison?.total === 0 && (
          <p class="empty">Both revisions have the same rows at this moment.</p>
        )}
      </section>
    </>
  );
}

/** How many rows differ, and where the revisions part: what that event did to either is told beside the event. */
function Said({ comparison: { total, parts, behind } }: { comparison: Comparison }) {
  return (
    <p class="count">
      {total === 1 ? '1 row differs' : `${plural(total, 'row')} differ`}
      {parts === null ? (
        '; alike after each event up to here'
      ) : (
        <>
          {'; '}
          <button type="button" class="link" onClick={() => select(parts)}>
            they part at event {showCount(parts)}
          </button>
        </>
      )}
      {behind > 0 && `; without ${plural(behind, 'event')} that are not folded yet`}
    </p>
  );
}

function Row({ row: { key, kind, left, right } }: { row: Comparison['rows'][number] }) {
  const [sign, word] = kinds[kind];
  const isLarge = (left?.length ?? 0) + (right?.length ?? 0) > mostCompared;
  const difference = useMemo(
    () => (isLarge ? null : jsonDiff(left, right)),
    [isLarge, left, right],
  );
  const side = (which: Which, text: string | null) =>
    text === null ? null : difference ? (
      <ul class="revision-state" dir="ltr">
        <Lines differences={linesOf(difference)} which={which} />
      </ul>
    ) : (
      <code>{oneLine(text, mostShown)}</code>
    );
  return (
    <tr class={kind}>
      <td>
        <span class="kind">
          <span aria-hidden="true">{sign}</span> {word}
        </span>
      </td>
      <th scope="row">{key === '' ? <span class="of">all</span> : oneLine(key, 200)}</th>
      <td>{side('left', left)}</td>
      <td>{side('right', right)}</td>
    </tr>
  );
}

type Which = 'left' | 'right';

function linesOf(difference: Difference): readonly Difference[] {
  return difference.kind === 'within' ? difference.differences : [difference];
}

/** One side has as many lines as the other, so that what belongs together is on one height. */
function Lines({ differences, which }: { differences: readonly Difference[]; which: Which }) {
  const others = differences.length - mostLines;
  return (
    <>
      {differences.slice(0, mostLines).map((difference, i) => (
        <Line key={i} difference={difference} which={which} />
      ))}
      {others > 0 && <li class="of">and {plural(others, 'other')}</li>}
    </>
  );
}

function Line({ difference, which }: { difference: Difference; which: Which }) {
  if (difference.kind === 'rest') {
    return <li class="of">… {plural(difference.count, 'other')}, the same</li>;
  }
  const absent = which === 'left' ? 'added' : 'removed';
  if (difference.kind === absent) return <li>&nbsp;</li>;
  const { name } = difference;
  return (
    <li>
      {name !== null && <span class="json-name">{oneLine(name, 200) || '""'}: </span>}
      {difference.kind === 'within' ? (
        <ul>
          <Lines differences={difference.differences} which={which} />
        </ul>
      ) : (
        <Marked difference={difference} which={which} />
      )}
    </li>
  );
}

function Marked({
  difference,
  which,
}: {
  difference: Exclude<Difference, { kind: 'within' } | { kind: 'rest' }>;
  which: Which;
}) {
  if (difference.kind === 'same') {
    return <span class="same">{oneLine(difference.after, mostShown)}</span>;
  }
  if (difference.kind === 'added') return <strong>{oneLine(difference.after, mostShown)}</strong>;
  if (difference.kind === 'removed')
    return <strong>{oneLine(difference.before, mostShown)}</strong>;
  const { before, after } = difference;
  if (which === 'left') return <strong>{oneLine(before, mostShown)}</strong>;
  return (
    <>
      <strong>{oneLine(after, mostShown)}</strong>
      {isPlainNumber(before) && isPlainNumber(after) && (
        <span class="delta"> {showChange(minus(after, before))}</span>
      )}
    </>
  );
}
