import { effect } from '@preact/signals';
import type { Moment } from '../engine/api';
import { answerTo } from './answer';
import { at, lastPosition } from './engine';
import { timeAt } from './histogram';
import { beat, looping, nextOf, type Pace, type Place, pace, playing, startOf } from './playing';
import { isRange, momentsAt, spanInPositions } from './range';
import type { Span } from './span';
import { say } from './status';
import { type Filter, filter, lookAtPosition, lookAtTime, moment } from './view';
import { viewedPosition } from './viewed';

/** At the events' pace the moment moves so often, in milliseconds; less often where reduced motion is preferred. */
const tick = 100;
const calmTick = 500;

/** What playing needs of the page that it plays on. */
export interface Stage {
  /** Has the engine answer; rejects without one. */
  ask: typeof answerTo;
  /** The time in milliseconds. */
  now(): number;
  /** Does something after so many milliseconds. @returns what calls it off. */
  after(ms: number, then: () => void): () => void;
  /** Whether reduced motion is preferred. */
  isCalm(): boolean;
}

const page: Stage = {
  ask: answerTo,
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
  isCalm: () => matchMedia('(prefers-reduced-motion: reduce)').matches,
};

/** Plays the range, or without one the whole log; or stops. */
export function togglePlaying(): void {
  playing.value = !playing.peek() && lastPosition.peek() > 0;
}

/** Moves the viewed moment for as long as the log is played. */
export function followPlaying(stage = page): void {
  effect(() => {
    if (!playing.value) return;
    const { from, to, clock } = filter.value;
    const playback = new Playback(pace.value, { from, to, clock }, stage);
    playback.start().catch(stop);
    return () => playback.end();
  });
}

function stop(): void {
  playing.value = false;
}

/** Playing at one pace through one span, until either is another. */
class Playback {
  #callOff = () => {};
  #ended = false;
  #span: Span = { from: 0, to: 0 };
  /** When its first event and its last were recorded, in milliseconds. */
  #times = { first: 0, last: 0 };
  /** The moment that playing set last. Any other was chosen by the user, and playing goes on from there. */
  #moment: Moment | null = null;
  #time = 0;
  #moved = 0;

  constructor(
    private readonly pace: Pace,
    private readonly range: Pick<Filter, 'from' | 'to' | 'clock'>,
    private readonly stage: Stage,
  ) {}

  async start(): Promise<void> {
    const found = await this.#measure();
    if (this.#ended) return;
    if (!found) {
      say('The range has no event to play');
      stop();
      return;
    }
    const here = viewedPosition.peek();
    if (startOf(this.#span, here) === here) {
      this.#time = this.#viewedTime() ?? this.#times.first;
    } else this.#rewind();
    this.#moment = moment.peek();
    this.#wait();
  }

  end(): void {
    this.#ended = true;
    this.#callOff();
  }

  /** Finds the span that is played, and its times. @returns whether there is any event in it. */
  async #measure(): Promise<boolean> {
    const all = { from: 0, to: lastPosition.peek() };
    const span = isRange(this.range) ? await this.stage.ask(spanInPositions(this.range)) : all;
    if (!span) return false;
    const { first, last } = await this.stage.ask(momentsAt(span.from + 1, span.to));
    this.#span = span;
    this.#times = { first: Date.parse(first.time), last: Date.parse(last.time) };
    return true;
  }

  #wait(): void {
    this.#moved = this.stage.now();
    const every = this.stage.isCalm() ? calmTick : tick;
    const wait = this.pace === 'steps' ? beat : every;
    this.#callOff = this.stage.after(wait, () => this.#move().catch(stop));
  }

  async #move(): Promise<void> {
    // The whole log is played, and it has grown.
    if (!isRange(this.range) && this.#span.to !== lastPosition.peek()) await this.#measure();
    if (this.#ended) return;
    const here = this.#here();
    if (moment.peek() === null && this.#moment !== null) {
      // The user went to the latest moment, to follow it: stop playing.
      stop();
      return;
    }
    // Where that is not known yet, it is still to be found out.
    if (here) {
      this.#goTo(nextOf(here, this.#span, this.pace, this.stage.now() - this.#moved));
      this.#moment = moment.peek();
    }
    if (!this.#ended) this.#wait();
  }

  #goTo(next: ReturnType<typeof nextOf>): void {
    const { to } = this.#span;
    if (next === 'end' && looping.peek()) this.#rewind();
    else if (next === 'end') {
      lookAtPosition(to, lastPosition.peek());
      stop();
    } else if ('position' in next) lookAtPosition(next.position, lastPosition.peek());
    else {
      // A millisecond is the least: the last event may be less than one later than this.
      this.#time = Math.min(next.time, this.#times.last + 1);
      lookAtTime(timeAt(this.#time));
    }
  }

  #rewind(): void {
    this.#time = this.#times.first;
    lookAtPosition(this.#span.from, lastPosition.peek());
  }

  /** Where it is; `null` while that is not known. */
  #here(): Place | null {
    const position = viewedPosition.peek();
    if (moment.peek() === this.#moment) return { position, time: this.#time };
    const time = this.#viewedTime();
    return time === null ? null : { position, time };
  }

  #viewedTime(): number | null {
    const viewed = moment.peek();
    if (viewed && 'time' in viewed) return Date.parse(viewed.time);
    const { position, time } = at.peek();
    return position === viewedPosition.peek() && time !== '' ? Date.parse(time) : null;
  }
}
