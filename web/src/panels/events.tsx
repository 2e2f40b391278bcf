import { effect, type ReadonlySignal, untracked, useSignalEffect } from '@preact/signals';
import { useLayoutEffect, useMemo } from 'preact/hooks';
import { type Shown, useAnswer } from '../state/answer';
import { openDialog } from '../state/dialog';
import { compareMoments } from '../state/diff';
import { lastPosition, logNumber } from '../state/engine';
import { EventList } from '../state/event-list';
import { countUpTo, type Matches } from '../state/matching';
import { addNoticeOf } from '../state/notices';
import { sought } from '../state/selection';
import { asked, filter, isEverything, select, selected, unfiltered } from '../state/view';
import { lastListed, logYear, viewedPosition } from '../state/viewed';
import { plural, showCount, showDuration } from '../text/show';
import { focusDetail } from './event';
import { EventGrid } from './event-grid';
import { ClearFilters, Filters } from './filters';

/** The list of events, and what narrows it. */
export function EventsPanel() {
  const list = useMemo(() => new EventList(), []);
  const matches = useAnswer(() => list.asking(asked.value));
  useTaken(list, matches);
  const byThen = useByThen(matches.value);
  return (
    <section class="panel events" aria-labelledby="events-title">
      <div class="panel-head">
        <h2 id="events-title">Events</h2>
        <CountLine answer={matches.value} byThen={byThen} />
        <ClearFilters />
      </div>
      <Filters />
      <List list={list} matches={matches.value.value} byThen={byThen} />
    </section>
  );
}

/** Gives the list what is known of it, as soon as it is known: it is drawn with all else that the batch brought. */
function useTaken(list: EventList, matches: ReadonlySignal<Shown<Matches>>): void {
  useLayoutEffect(() => {
    let log = -1;
    const stopTaking = effect(() => {
      const { value } = matches.value;
      if (!value) return;
      const isGrown = log === logNumber.peek();
      log = logNumber.peek();
      untracked(() => list.take(value, isGrown));
    });
    const stopLeaving = effect(() => {
      if (asked.value !== matches.value.value?.filter) list.leave();
    });
    return () => {
      stopTaking();
      stopLeaving();
    };
  }, [list, matches]);
}

/** How many of the events that match are not later than the viewed moment. */
function useByThen({ value }: Shown<Matches>): number {
  const byThen = useAnswer(() => {
    const viewed = lastListed.value;
    return viewed === Infinity || unfiltered.value ? null : countUpTo(asked.value, viewed);
  }, 'later');
  const total = value?.total ?? 0;
  if (lastListed.value === Infinity) return total;
  // Every event matches: as many as there are positions.
  return Math.min(total, unfiltered.value ? lastListed.value : (byThen.value.value ?? total));
}

function CountLine({ answer, byThen }: { answer: Shown<Matches>; byThen: number }) {
  const { value, error, took } = answer;
  if (error) return <p class="count wrong">{error.message}</p>;
  if (!value) return <p class="count">…</p>;
  const { total, filter } = value;
  return (
    <p class="count">
      {isEverything(filter)
        ? plural(total, 'event')
        : `${showCount(total)} of ${plural(lastPosition.value, 'event')}`}
      {byThen < total && `, ${showCount(total - byThen)} later than the viewed moment`}
      <span class="took">{showDuration(took)}</span>
    </p>
  );
}

function List({
  list,
  matches,
  byThen,
}: {
  list: EventList;
  matches: Matches | null;
  byThen: number;
}) {
  useSignalEffect(() => {
    // Again when the list has grown or is another one: the event may be in another row by then.
    list.total.value;
    list.listNumber.value;
    const position = selected.value;
    untracked(() => list.reveal(position)).catch(addNoticeOf);
  });
  useSignalEffect(() => {
    if (sought.value > 0) list.seek();
  });
  return (
    <div class="grid-frame">
      <EventGrid
        list={list}
        viewed={lastListed.value}
        byThen={lastListed.value === Infinity ? null : byThen}
        year={logYear.value}
        onChoose={({ position }) => {
          select(position);
          keepInSight();
        }}
        onCompare={({ position }) => compareWith(position)}
        onOpen={focusDetail}
      />
      {matches?.total === 0 && <Empty />}
    </div>
  );
}

/** In a narrow window the event covers the lower part of the page: scrolls the list above it. */
function keepInSight(): void {
  requestAnimationFrame(() => {
    document.querySelector('.grid-frame')?.scrollIntoView({ block: 'nearest' });
  });
}

/** Compares the selected event's moment, or else the viewed one, with another event's. */
function compareWith(position: number): void {
  compareMoments(selected.peek() ?? viewedPosition.peek(), position);
}

function Empty() {
  if (lastPosition.value > 0) {
    return (
      <div class="empty">
        <p>No event matches{filter.value.from && filter.value.to ? ' in this range' : ''}.</p>
        <p>Widen the filters above, or clear them.</p>
      </div>
    );
  }
  return (
    <div class="empty">
      <p>
        <strong>The log is empty.</strong>
      </p>
      <p>Press a command above to append an event, drop a log anywhere on this page, or</p>
      <p class="empty-actions">
        <button type="button" onClick={() => openDialog('import')}>
          Import a log…
        </button>
        <button type="button" onClick={() => openDialog('generate')}>
          Generate a history…
        </button>
        <button type="button" onClick={() => openDialog('sample')}>
          Load the sample shop…
        </button>
      </p>
    </div>
  );
}
