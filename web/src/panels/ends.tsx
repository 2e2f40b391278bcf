import { useEffect, useRef } from 'preact/hooks';
import type { At } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { type Compared, comparedAt, ends, swapEnds } from '../state/diff';
import { at } from '../state/engine';
import { say } from '../state/status';
import { filter, narrow, type Positions } from '../state/view';
import { logYear, viewedPosition } from '../state/viewed';
import { plural, showCount } from '../text/show';
import { When } from '../widgets/when';
import { setEndHere } from './diff';

/** One of the two moments that are compared. */
export type EndName = 'a' | 'b';

/** The two moments that are compared, in every pane, and the ways to other ones. */
export function Ends() {
  const compared = comparedAt(viewedPosition.value);
  const times = useEndTimes();
  const same = compared.a === compared.b;
  useListedBetween(compared);
  return (
    <div class="ends">
      <End name="a" position={compared.a} time={times.a} />
      <End name="b" position={compared.b} time={times.b} />
      <div class="ends-actions">
        <button
          type="button"
          title={
            compared.b < compared.a
              ? 'Compare from the earlier moment on'
              : 'Compare the other way round'
          }
          onClick={() => swapEnds(viewedPosition.value)}
        >
          Swap
        </button>
        <button type="button" aria-disabled={same} onClick={() => same || listBetween(compared)}>
          Events between ({showCount(Math.abs(compared.b - compared.a))})
        </button>
      </div>
    </div>
  );
}

/** When the ends are; an end that is not set is the viewed moment. */
function useEndTimes(): Record<EndName, At | null> {
  return { a: useEndTime('a'), b: useEndTime('b') };
}

function useEndTime(name: EndName): At | null {
  const set = useSetEnd(name);
  return ends.value[name] === null ? at.value : set;
}

/** The moment that an end was set at; `null` while it is not set, or not known. */
export function useSetEnd(name: EndName): At | null {
  const known = useAnswer(() => {
    const position = ends.value[name];
    return position === null
      ? null
      : asking([{ ask: 'moment', at: { position } }], (moment) => moment);
  });
  return known.value.value;
}

function End({ name, position, time }: { name: EndName; position: number; time: At | null }) {
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
          {time?.position === position && time.time !== '' ? (
            <When time={time.time} year={logYear.value} />
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

/** When the diff is closed, the list is no longer narrowed to the events between A and B. */
function useListedBetween(compared: Compared): void {
  const last = useRef(compared);
  last.current = compared;
  useEffect(
    () => () => {
      const { between } = filter.peek();
      const { after, until } = positionsBetween(last.current);
      if (between?.after === after && between.until === until) narrow({ between: null });
    },
    [],
  );
}

/** Has the list show the events after the earlier end, up to the later one. */
function listBetween(compared: Compared): void {
  const between = positionsBetween(compared);
  narrow({ between });
  say(`The list shows ${plural(between.until - between.after, 'event')} between A and B`);
}

function positionsBetween({ a, b }: Compared): Positions {
  return { after: Math.min(a, b), until: Math.max(a, b) };
}
