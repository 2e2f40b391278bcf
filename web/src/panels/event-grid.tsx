import { type Signal, useSignal, useSignalEffect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useCallback, useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Event as ListedEvent } from '../protocol/questions.gen';
import type { EventList } from '../state/event-list';
import {
  contentHeight,
  firstRow,
  rowsInView,
  scrollToRow,
  type Viewport,
} from '../widgets/viewport';
import { EventRow, rowId } from './event-row';

/** A list is kept at its end while it is no farther than this from it, in pixels. */
const nearEnd = 50;
const columns = ['Position', 'Time', 'Type', 'Stream', 'Data'];

/** What the grid shows, and whom it tells. */
export interface EventGridProps {
  list: EventList;
  /** Events after this position are later than the viewed moment. */
  viewed: number;
  /** How many rows are up to the viewed moment; `null` while that is now. */
  byThen: number | null;
  /** The year that times are shown without. */
  year: string;
  /** A row became the current one. */
  onChoose(event: ListedEvent): void;
  /** A row was named as the other end of a span. */
  onCompare(event: ListedEvent): void;
  /** Enter was pressed on it. */
  onOpen(): void;
}

/**
 * The list of events as a grid of which only the rows near the view exist. The focus stays on the
 * table, and `aria-activedescendant` names the row: rows come and go, the focus must not.
 */
export function EventGrid({
  list,
  viewed,
  byThen,
  year,
  onChoose,
  onCompare,
  onOpen,
}: EventGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const first = useSignal(0);
  const view = useViewport(scroller, list);
  const scrolled = useScrolling(scroller, list, view, first);
  useMomentInView(scroller, view, byThen);
  // The same functions for as long as the list is the same, so that unchanged rows are not drawn again.
  const choose = useCallback(
    async (row: number) => {
      const event = await list.choose(Math.max(0, Math.min(row, list.total.value - 1)));
      if (event) onChoose(event);
    },
    [list],
  );
  const chooseRow = useCallback(
    (row: number, span: boolean) => {
      const event = list.at(row);
      if (span && event) onCompare(event);
      else choose(row);
    },
    [list],
  );
  const actOf = (event: KeyboardEvent): (() => void) | null => {
    if (event.key === 'Enter') return onOpen;
    if (!leads(event)) return null;
    const page = Math.max(1, Math.floor(rowsInView(view.value)) - 1);
    return () => choose(targetOf(event.key, list, page));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actOf(event);
    if (!act) return;
    list.whenThere(act);
    event.preventDefault();
    event.stopPropagation();
  };
  const { from, rows } = list.drawn.value;
  const active = list.active.value;
  const isDrawn = active >= from && active < from + rows.length;
  return (
    <div
      class="list"
      ref={scroller}
      // Its table is what is focused.
      tabIndex={-1}
      onScroll={scrolled}
    >
      <div class="list-size" style={{ '--content': `${contentHeight(view.value)}px` }}>
        <div class="list-view">
          <table
            id="events"
            class={year === '' ? 'list-table with-years' : 'list-table'}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its rows can be chosen
            role="grid"
            tabIndex={0}
            aria-label="Events"
            aria-rowcount={list.total.value + 1}
            aria-activedescendant={isDrawn ? rowId(active) : undefined}
            onKeyDown={onKeyDown}
          >
            <thead>
              <tr aria-rowindex={1}>
                {columns.map((name) => (
                  <th key={name} scope="col">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody style={{ '--shift': `${(from - first.value) * view.value.rowHeight}px` }}>
              {rows.map(({ event, usual }, i) => (
                <EventRow
                  // Elements are used again for other rows: a new element costs ten times as much as a new text.
                  key={(from + i) % rows.length}
                  index={from + i}
                  event={event}
                  usual={usual}
                  active={from + i === active}
                  later={event.position > viewed}
                  year={year}
                  onChoose={chooseRow}
                />
              ))}
            </tbody>
          </table>
          <div class="list-ring" aria-hidden="true" />
        </div>
      </div>
    </div>
  );
}

/** Whether a key leads to another row. */
function leads({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey || shiftKey) return false;
  return ['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].includes(key);
}

/** The row that such a key leads to. */
function targetOf(key: string, list: EventList, page: number): number {
  const here = list.active.value;
  const last = list.total.value - 1;
  const targets = new Map([
    ['ArrowDown', here + 1],
    ['ArrowUp', here < 0 ? last : here - 1],
    ['PageDown', here + page],
    ['PageUp', here - page],
    ['Home', 0],
    ['End', last],
  ]);
  return targets.get(key) ?? here;
}

/** The sizes, measured again when they change. */
function useViewport(scroller: RefObject<HTMLDivElement | null>, list: EventList) {
  const view = useSignal<Viewport>({ total: 0, rowHeight: 28, height: 0 });
  useSignalEffect(() => {
    view.value = { ...view.peek(), total: list.total.value };
  });
  useEffect(() => {
    const element = scroller.current;
    const header = element?.querySelector('thead');
    if (!element || !header) return;
    const measure = () => {
      const rowHeight = header.offsetHeight || 1;
      view.value = { ...view.peek(), rowHeight, height: element.clientHeight - rowHeight };
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(header);
    return () => observer.disconnect();
  }, []);
  return view;
}

/**
 * Draws what is scrolled to, and scrolls to what is to be seen.
 *
 * @returns what to do when it was scrolled.
 */
function useScrolling(
  scroller: RefObject<HTMLDivElement | null>,
  list: EventList,
  view: ReturnType<typeof useViewport>,
  first: Signal<number>,
): () => void {
  const following = useRef(true);
  const scrolled = () => {
    const element = scroller.current;
    if (!element) return;
    following.current = isAtEnd(element);
    first.value = firstRow(element.scrollTop, view.peek());
  };
  useSignalEffect(() => {
    list.show(first.value, rowsInView(view.value));
  });
  useSignalEffect(() => {
    const element = scroller.current;
    if (list.active.value < 0 || !element) return;
    element.scrollTop = scrollToRow(list.active.value, element.scrollTop, view.peek());
    scrolled();
  });
  // Both after the new height is on the page and before it is painted.
  useLayoutEffect(() => {
    scroller.current?.scrollTo({ top: 0 });
    scrolled();
  }, [list.listNumber.value]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && following.current) element.scrollTop = element.scrollHeight;
    scrolled();
  }, [view.value]);
  return scrolled;
}

/** Rows around the viewed moment that are kept in view with it, so that one sees where it is. */
const rowsBefore = 4;
const rowsAfter = 2;

/** Scrolls along with the viewed moment through the past, and to the end when now is viewed again. */
function useMomentInView(
  scroller: RefObject<HTMLDivElement | null>,
  view: Signal<Viewport>,
  byThen: number | null,
): void {
  const before = useRef(byThen);
  useLayoutEffect(() => {
    const element = scroller.current;
    const wasInThePast = before.current !== null;
    before.current = byThen;
    if (!element || (byThen === null && !wasInThePast)) return;
    const sizes = view.peek();
    const last = Math.min((byThen ?? sizes.total) + rowsAfter, sizes.total) - 1;
    const earliest = Math.max(0, last - rowsAfter - rowsBefore);
    // After all other changes are drawn: scrolling lays out whatever has changed so far.
    queueMicrotask(() => {
      const top = element.scrollTop;
      const shown = scrollToRow(earliest, scrollToRow(last, top, sizes), sizes);
      if (shown !== top) element.scrollTop = shown;
    });
  }, [byThen]);
}

function isAtEnd({ scrollHeight, clientHeight, scrollTop }: HTMLElement): boolean {
  return scrollHeight - clientHeight - scrollTop <= nearEnd;
}
