/** The range of the filter as a stretch of the timeline, and back. */

import type { At } from '../protocol/questions.gen';
import { showCount } from '../text/show';
import { justAfter, showTime } from '../text/time';
import { type Asking, answerTo, asking } from './answer';
import { compareMoments } from './diff';
import { placeOf, timeOf } from './folds';
import { timeAt } from './histogram';
import { folds } from './idle';
import { addNoticeOf } from './notices';
import type { Span } from './span';
import { say } from './status';
import { axis } from './timeline';
import { type Filter, filter, narrow, viewed } from './view';

type Range = Pick<Filter, 'from' | 'to' | 'clock'>;

/** Narrows the filter to a stretch of the timeline. */
export function chooseSpan(span: Span): Promise<void> {
  return narrowTo(span).catch(addNoticeOf);
}

async function narrowTo({ from, to }: Span): Promise<void> {
  if (axis.peek() === 'time') {
    const time = (place: number) => timeAt(timeOf(folds.peek(), place));
    narrow({ from: time(from), to: time(to) });
    tell();
    return;
  }
  const { first, last } = await answerTo(
    momentsAt(Math.floor(from) + 1, Math.max(1, Math.ceil(to))),
  );
  narrow({ from: first.time, to: justAfter(last.time), clock: 'recorded' });
  tell();
}

/** Has the range start with the viewed event. */
export function startHere(): Promise<void> {
  return bound((time) => ({ from: time }));
}

/** Has the range end with the viewed event. */
export function endHere(): Promise<void> {
  return bound((time) => ({ to: justAfter(time) }));
}

/** Asks the engine for the viewed moment: when keys come quickly, the known one may still be the one before. */
async function bound(of: (time: string) => Partial<Range>): Promise<void> {
  try {
    const { position, time } = await answerTo(
      asking([{ ask: 'moment', ...viewed.peek() }], (viewed) => viewed),
    );
    if (position > 0) narrow({ ...of(time), clock: 'recorded' });
    tell();
  } catch (error) {
    addNoticeOf(error as Error);
  }
}

/** Compares the moments right before the first event of the range and right after its last. */
export async function compareRange(): Promise<void> {
  try {
    const span = await answerTo(spanInPositions(filter.peek()));
    if (span) compareMoments(span.from, span.to);
    say(
      span ? `Compares ${showEnds(span)}` : 'No event is in the range: there is nothing to compare',
    );
  } catch (error) {
    addNoticeOf(error as Error);
  }
}

function showEnds({ from, to }: Span): string {
  return `position ${showCount(from)} with ${showCount(to)}, the two ends of the range`;
}

/** Forgets the range, and nothing else of the filter. */
export function clearRange(): void {
  narrow({ from: '', to: '', clock: 'time' });
  say('No range');
}

/** Says both ends of the range: only one was asked for, and a screen reader does not see the other one drawn. */
function tell(): void {
  const { from, to } = filter.peek();
  const begin = from === '' ? 'the first event' : showTime(from);
  say(`The range is from ${begin} to ${to === '' ? 'the last event' : `before ${showTime(to)}`}`);
}

/** Whether the filter has a range. */
export function isRange({ from, to }: Range): boolean {
  return from !== '' || to !== '';
}

/** The range on the axis of time; where it has no bound, `whole` has. */
export function spanInTime({ from, to }: Range, whole: Span): Span {
  const place = (time: string) => placeOf(folds.value, Date.parse(time));
  return {
    from: from === '' ? whole.from : place(from),
    to: to === '' ? whole.to : place(to),
  };
}

/** Asks for what two positions mean. */
export function momentsAt(one: number, other: number): Asking<{ first: At; last: At }> {
  const at = (position: number) => ({ ask: 'moment', at: { position } }) as const;
  return asking([at(one), at(other)], (first, last) => ({ first, last }));
}

/** Asks for what is before the first event of the range, and for its last, by position; `null` when it has none. */
export function spanInPositions({ from, to, clock }: Range): Asking<Span | null> {
  const query = { ask: 'events', from, to, clock, limit: 1 } as const;
  return asking(
    [
      { ...query, order: 'asc' },
      { ...query, order: 'desc' },
    ],
    ({ events: [begin] }, { events: [end] }) =>
      begin && end ? { from: begin.position - 1, to: end.position } : null,
  );
}
