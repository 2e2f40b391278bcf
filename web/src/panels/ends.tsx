import { useEffect, useRef } from 'preact/hooks';
import type { At } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { comparedAt, ends, type Span, swapEnds } from '../state/comparison';
import { at } from '../state/log';
import { say } from '../state/status';
import { filter, narrow, type Positions } from '../state/view';
import { logYear, viewedPosition } from '../state/viewed';
import { plural, showCount } from '../text/show';
import { When } from '../widgets/when';
import { setEndHere } from './comparison';

/** One of the two moments that are compared. */
export type EndName = 'a' | 'b';

/** The two moments that are compared, in every pane, and the ways to other ones. */
export function Ends() {
  const span = comparedAt(viewedPosition.value);
  const times = useEndTimes();
  const same = span.a === span.b;
  useListedBetween(span);
  return (
    <div class="ends">
      <End name="a" position={span.a} time={times.a} />
      <End name="b" position={span.b} time={times.b} />
      <div class="ends-actions">
        <button
          type="button"
          title={
            span.b < span.a ? 'Compare from the earlier moment on' : 'Compare the other way round'
          }
          onClick={() => swapEnds(viewedPosition.value)}
        >
          Swap
        </button>
        <button type="button" aria-disabled={same} onClick={() => same || listBetween(span)}>
          Events between ({showCount(Math.abs(span.b - span.a))})
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

/** With the comparison ends what the list was narrowed to for it. */
function useListedBetween(span: Span): void {
  const last = useRef(span);
  last.current = span;
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
function listBetween(span: Span): void {
  const between = positionsBetween(span);
  narrow({ between });
  say(`The list shows ${plural(between.until - between.after, 'event')} between A and B`);
}

function positionsBetween({ a, b }: Span): Positions {
  return { after: Math.min(a, b), until: Math.max(a, b) };
}
