/** A log for tests: it answers as the engine does, but keeps no index, and looks at each event every time. */

import type { Askable, Asking } from '../engine/scheduler';
import type {
  Counts,
  EventMoment,
  EventsQuestion,
  HistogramQuestion,
  Moment,
} from '../protocol/questions.gen';
import { isLater } from '../text/time';

/** What the log keeps of an event: its type, when it happened, and when the log took it. Both in milliseconds. */
export interface Kept {
  type: string;
  time: number;
  recorded: number;
}

/** Its first event has position 1. */
export class NaiveLog {
  constructor(readonly events: readonly Kept[]) {}

  /** Answers the questions, one by one. */
  answer<T>({ questions, read }: Asking<T>): T {
    return read(questions.map((question) => this.#answerTo(question)));
  }

  /** What a moment means; without one, the latest. */
  moment(moment?: Moment): EventMoment {
    const last = this.events.length;
    const asked = moment && 'position' in moment ? moment.position : last;
    const until = moment && 'time' in moment ? moment.time : null;
    const taken = this.events.filter(({ recorded }) => !until || !isLater(text(recorded), until));
    const position = Math.min(asked, taken.length);
    const event = this.events[position - 1];
    const time = event ? text(event.recorded) : '';
    return { position, time, latest: position === last, type: event?.type ?? '' };
  }

  #answerTo(question: Askable): unknown {
    if (question.ask === 'moment') return this.moment(question.at);
    if (question.ask === 'events') return this.#page(question);
    if (question.ask === 'histogram') return { counts: this.#counts(question) };
    throw new Error(`The naive log does not answer ${question.ask}`);
  }

  #page({ from = '', to = '', clock = 'time', order, limit }: EventsQuestion) {
    const found = this.events
      .map((event, i) => ({ position: i + 1, time: text(event[clock]) }))
      .filter(({ time }) => from === '' || !isLater(from, time))
      .filter(({ time }) => to === '' || isLater(to, time));
    if (order === 'desc') found.reverse();
    return { events: found.slice(0, limit), total: found.length };
  }

  #counts({ buckets, axis = 'time', from = 0, to = 0, by, types = [] }: HistogramQuestion): Counts {
    if (this.events.length === 0) return [];
    const [begin, end] = [from, to].map((place) => new Date(place).getTime()) as [number, number];
    const width = (end - begin) / buckets;
    const placed = this.events
      .map((event, i) => ({ type: event.type, place: axis === 'position' ? i + 1 : event[axis] }))
      .filter(({ place }) => place >= begin && place < end)
      .map(({ type, place }) => ({ type, bucket: Math.floor((place - begin) / width) }));
    const count = (of: typeof placed) => {
      const counts = new Array<number>(buckets).fill(0);
      for (const { bucket } of of) counts[bucket] = (counts[bucket] ?? 0) + 1;
      return counts;
    };
    if (by !== 'type') return count(placed);
    const named = (type: string) => (types.includes(type) ? type : '');
    const found = new Set(placed.map(({ type }) => named(type)));
    return [...found].map((type) => ({
      type,
      counts: count(placed.filter((event) => named(event.type) === type)),
    }));
  }
}

/** A time in milliseconds as RFC 3339, to the microsecond. */
export function text(time: number): string {
  const micros = Math.round((time % 1) * 1000);
  return new Date(time).toISOString().replace('Z', `${String(micros).padStart(3, '0')}Z`);
}
