import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { isPlainNumber, minus, showChange } from '../text/decimal';
import { type Difference, jsonDiff } from '../text/json-diff';
import { oneLine, plural } from '../text/show';
import { Payload } from '../widgets/payload';
import { Segmented } from '../widgets/segmented';

/** How states are shown: the next event's in the same way. */
const form = signal<'difference' | 'before' | 'after'>('difference');
/** What was folded or unfolded in their trees. */
const toggled = signal<ReadonlySet<string>>(new Set());

/** Characters of two states that are compared: to read megabytes would hold up the page. */
const mostCompared = 1_000_000;
/** Characters of one value that a line may show. */
const mostShown = 400;

/** A state around an event: JSON text, `null` where there was none. */
interface Around {
  title: string;
  before: string | null;
  after: string | null;
}

/** A state as it was right before an event and right after it, with what differs marked. */
export function StateAround({ title, before, after }: Around) {
  const isSame = before === after;
  const view = isSame ? 'after' : form.value;
  return (
    <div class="state-around">
      <div class="payload-head">
        <h4>{title}</h4>
        {isSame ? (
          title !== 'Result' && <span class="count">unchanged</span>
        ) : (
          <Segmented
            label={`Show the ${title.toLowerCase()}’s`}
            value={view}
            choices={[
              ['difference', 'Difference'],
              ['before', 'Before'],
              ['after', 'After'],
            ]}
            onValue={(next) => {
              form.value = next;
            }}
          />
        )}
      </div>
      {view === 'difference' ? (
        <StateDifference title={title} before={before} after={after} />
      ) : (
        <Whole title={title} text={view === 'before' ? before : after} when={view} />
      )}
    </div>
  );
}

function Whole({ title, text, when }: { title: string; text: string | null; when: string }) {
  if (text === null) return <p class="count">There was none.</p>;
  return <Payload title="" label={`${title} ${when}`} text={text} view="text" toggled={toggled} />;
}

function StateDifference({ title, before, after }: Around) {
  const isLarge = (before?.length ?? 0) + (after?.length ?? 0) > mostCompared;
  const difference = useMemo(
    () => (isLarge ? null : jsonDiff(before, after)),
    [isLarge, before, after],
  );
  if (!difference) {
    return <p class="count">They are too large to be compared here: look at before and after.</p>;
  }
  return (
    <>
      {before === null && <p class="count">There was none before.</p>}
      {after === null && <p class="count">There is none any more.</p>}
      {difference.kind === 'same' && <p class="count">Only the order of members differs.</p>}
      <ul class="state-diff" aria-label={`${title}: what differs`} dir="ltr">
        {difference.kind === 'within' ? (
          <Lines differences={difference.differences} />
        ) : (
          <Line difference={difference} />
        )}
      </ul>
    </>
  );
}

/** Lines of one object or array that are shown. */
const mostLines = 100;

function Lines({ differences }: { differences: readonly Difference[] }) {
  const others = differences.length - mostLines;
  return (
    <>
      {differences.slice(0, mostLines).map((difference, i) => (
        <Line key={i} difference={difference} />
      ))}
      {others > 0 && <li class="of">and {plural(others, 'other')}: look at before and after</li>}
    </>
  );
}

function Line({ difference }: { difference: Difference }) {
  const { name, kind } = difference;
  if (kind === 'rest') return <li class="of">… {plural(difference.count, 'other')}, unchanged</li>;
  return (
    <li class={kind}>
      {name !== null && <span class="json-name">{oneLine(name, 200) || '""'}: </span>}
      {kind === 'within' ? (
        <ul>
          <Lines differences={difference.differences} />
        </ul>
      ) : (
        <Marked difference={difference} />
      )}
    </li>
  );
}

/** A value that was, and that is. */
function Marked({
  difference,
}: {
  difference: Exclude<Difference, { kind: 'within' } | { kind: 'rest' }>;
}) {
  const { kind } = difference;
  if (kind === 'same') return <>{oneLine(difference.after, mostShown)}</>;
  if (kind === 'added') {
    return (
      <>
        <ins>{oneLine(difference.after, mostShown)}</ins>
        <span class="hidden"> added</span>
      </>
    );
  }
  if (kind === 'removed') {
    return (
      <>
        <del>{oneLine(difference.before, mostShown)}</del>
        <span class="hidden"> removed</span>
      </>
    );
  }
  const { before, after } = difference;
  return (
    <>
      <del>{oneLine(before, mostShown)}</del>
      <span aria-hidden="true"> → </span>
      <span class="hidden"> became </span>
      <ins>{oneLine(after, mostShown)}</ins>
      {isPlainNumber(before) && isPlainNumber(after) && (
        <span class="delta"> {showChange(minus(after, before))}</span>
      )}
    </>
  );
}
