/**
 * What the page asks the engine, gathered. A panel says in a {@link Slot} what it shows; what all slots need is asked
 * for together, in one batch that is answered from one snapshot of the log.
 *
 * There are three lanes. What a person waits for goes through `now`. What costs more, or matters less, goes through
 * `later`, which is asked when nothing of `now` is left to ask; and so is `step`, for what is found out by running a
 * person's own code: that may take seconds, for which nothing else waits. Each lane has one batch under way at most;
 * what is asked meanwhile waits for the next one, and of one slot only the newest question waits. So a slider that is
 * dragged gets answers as often as the engine can give them, and none for places that it has already left.
 */

import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Answers } from '../protocol/questions.gen';
import type { Question, Stepped } from './api';
import { asEngineError, EngineError, errorIn, isStopped } from './errors';
import { questionsText } from './request';

/** How soon an answer is wanted. */
export type Lane = 'now' | 'later' | 'step';

const lanes: readonly Lane[] = ['now', 'later', 'step'];

/** Asks what one event does in an own projection. Only the lane `step` takes it, and nothing else. */
export interface StepQuestion {
  ask: 'step';
  name: string;
  position: number;
  /** Which revision; the one that was defined last where it is not said. */
  revision?: number;
  /** Stands for what the name means: another one is another question, so that no answer outlives its definition. */
  program: number;
}

/** Its answer. A step may tell of an error of its own, so it is a member: then the answer is none. */
export interface StepAnswer {
  step: Stepped;
}

/** What can be asked. */
export type Askable = Question | StepQuestion;

/** Questions, and what to make of their answers. */
export interface Asking<T> {
  readonly questions: readonly Askable[];
  /** Makes the value that is shown of the answers, which come in the order of the questions. */
  read(answers: readonly unknown[]): T;
}

/** The answer's type, by its question's. */
type AnswerTo<Q> = Q extends { ask: 'step' }
  ? StepAnswer
  : Q extends { ask: infer A extends keyof Answers }
    ? Answers[A]
    : never;
type AnswersTo<Q extends readonly Askable[]> = { [I in keyof Q]: AnswerTo<Q[I]> };

/** Puts questions together with what is made of their answers. */
export function asking<const Q extends readonly Askable[], T>(
  questions: Q,
  read: (...answers: AnswersTo<Q>) => T,
): Asking<T> {
  return { questions, read: (answers) => read(...(answers as unknown as AnswersTo<Q>)) };
}

/** What a slot shows. */
export interface Shown<T> {
  /** The last good one: it stays while the next is on its way, so that nothing flickers. */
  value: T | null;
  /** Why there is no newer value; `null` when nothing is wrong. */
  error: EngineError | null;
  /** How long the batch took that brought it, in milliseconds; 0 where the answers were known. */
  took: number;
}

/** What comes back for a batch, in the order of its questions. */
export interface Batch {
  /** Each an answer, or `{ error: { code, message, details } }` in the place of one. */
  answers: readonly unknown[];
  /** Whether nothing that is appended can change the answer. */
  final: readonly boolean[];
}

/** Has the engine answer a batch, which is JSON text, from one snapshot. */
export type Send = (lane: Lane, questions: string) => Promise<Batch>;

/** What waits for answers. */
interface Waiting {
  /** Its questions as JSON texts. */
  readonly texts: readonly string[];
  /** @param isFinal whether that is so of all its answers. */
  settle(answers: readonly unknown[], isFinal: boolean, took: number): void;
  fail(error: EngineError): void;
}

/**
 * What changes by itself is drawn once it has not changed for so long, in milliseconds. A drawing is several frames of some
 * tens of milliseconds, and a script that appends in a loop would wait for each of them.
 */
const calmMs = 10;
/** What goes on changing is drawn so often, in milliseconds. */
const longestMs = 2_000;

/** How many final answers are remembered: people go back and forth between a few moments. */
const mostRemembered = 256;

/** Gathers questions, and asks them. */
export class Scheduler {
  readonly #slots = new Set<Slot<unknown>>();
  readonly #due: Record<Lane, Set<Slot<unknown>>> = {
    now: new Set(),
    later: new Set(),
    step: new Set(),
  };
  readonly #once: Record<Lane, Waiting[]> = { now: [], later: [], step: [] };
  readonly #busy: Record<Lane, boolean> = { now: false, later: false, step: false };
  /** Final answers by their questions' texts; the map's order is that of their use. */
  readonly #final = new Map<string, unknown>();
  /** Which log is asked about: counts up when it is another one. Answers about the log before are dropped. */
  #log = 0;
  /** How many deeds of a person are under way. */
  #deeds = 0;
  /** When the log changed last, and whether that is still to be asked about. */
  #lastChange = 0;
  #isChanging = false;

  /**
   * @param send asks the engine.
   * @param after runs something after so many milliseconds.
   * @param defer runs what gathers when the present turn is over.
   * @param now is the time in milliseconds.
   */
  constructor(
    private readonly send: Send,
    private readonly after: (ms: number, then: () => void) => void,
    private readonly defer: (then: () => void) => void = (then) => queueMicrotask(then),
    private readonly now = () => performance.now(),
  ) {}

  /**
   * Makes a slot, which asks nothing yet. Whoever made it closes it.
   *
   * @param renewed what to ask when the log has changed, where that is not what was asked last.
   */
  slot<T>(lane: Lane = 'now', renewed?: () => Asking<T> | null): Slot<T> {
    const slot = new Slot<T>(lane, renewed, {
      ask: () => this.#ask(slot as Slot<unknown>),
      forget: () => this.#forget(slot as Slot<unknown>),
      close: () => this.#slots.delete(slot as Slot<unknown>),
    });
    this.#slots.add(slot as Slot<unknown>);
    return slot;
  }

  /**
   * Asks once, together with whatever else is asked now. Rejects with the {@link EngineError} of the first question
   * that has one.
   */
  once<T>({ questions, read }: Asking<T>, lane: Lane = 'now'): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#once[lane].push({
        texts: questionsText(questions),
        settle: (answers) => resolve(read(answers)),
        fail: reject,
      });
      this.defer(() => this.#flush(lane));
    });
  }

  /** Does what a person has asked for. What it changes is asked about at once, since they look at it. */
  async promptly<T>(deed: () => Promise<T>): Promise<T> {
    this.#deeds++;
    try {
      return await deed();
    } finally {
      this.#deeds--;
    }
  }

  /**
   * Asks again whatever the change may have touched: at once where a person did it or the log is another one, and
   * else when the changes pause.
   *
   * @param sameLog whether all that the log had is still there, so that final answers stay as they are.
   */
  changed(sameLog: boolean): void {
    this.#lastChange = this.now();
    if (!sameLog) {
      this.#log++;
      this.#final.clear();
      for (const slot of this.#slots) slot.isFinal = false;
    }
    if (!sameLog || this.#deeds > 0) this.#askAgain();
    else if (!this.#isChanging) this.#askWhenCalm(this.now() + longestMs);
  }

  #askWhenCalm(atTheLatest: number): void {
    this.#isChanging = true;
    this.after(Math.min(this.#lastChange + calmMs, atTheLatest) - this.now(), () => {
      const now = this.now();
      if (now < atTheLatest && now - this.#lastChange < calmMs) {
        this.#askWhenCalm(atTheLatest);
        return;
      }
      this.#isChanging = false;
      this.#askAgain();
    });
  }

  #askAgain(): void {
    for (const slot of this.#slots) {
      slot.renew();
      if (slot.asks && !slot.isFinal) this.#ask(slot);
    }
  }

  #ask(slot: Slot<unknown>): void {
    const known = this.#known(slot.texts);
    if (known) {
      this.#forget(slot);
      slot.waiting().settle(known, true, 0);
      return;
    }
    this.#due[slot.lane].add(slot);
    this.defer(() => this.#flush(slot.lane));
  }

  #forget(slot: Slot<unknown>): void {
    this.#due[slot.lane].delete(slot);
  }

  /** The final answers to all of these questions; `null` when one of them is not known. */
  #known(texts: readonly string[]): unknown[] | null {
    if (!texts.every((text) => this.#final.has(text))) return null;
    return texts.map((text) => {
      const answer = this.#final.get(text);
      this.#remember(text, answer);
      return answer;
    });
  }

  #remember(text: string, answer: unknown): void {
    this.#final.delete(text);
    this.#final.set(text, answer);
    const oldest = this.#final.keys().next();
    if (this.#final.size > mostRemembered && !oldest.done) this.#final.delete(oldest.value);
  }

  async #flush(lane: Lane): Promise<void> {
    if (this.#busy[lane] || !this.#isDue(lane)) return;
    if (lane !== 'now' && (this.#busy.now || this.#isDue('now'))) return;
    const waiting = [...[...this.#due[lane]].map((slot) => slot.waiting()), ...this.#once[lane]];
    this.#due[lane].clear();
    this.#once[lane] = [];
    this.#busy[lane] = true;
    const texts = [...new Set(waiting.flatMap(({ texts }) => texts))];
    const log = this.#log;
    const began = this.now();
    try {
      const reply = await this.send(lane, `[${texts.join(',')}]`);
      // The log is another one by now, and everything has been asked again.
      if (log === this.#log) this.#settle(waiting, texts, reply, this.now() - began);
      else for (const each of waiting) each.fail(otherLog());
    } catch (error) {
      batch(() => {
        for (const each of waiting) each.fail(asEngineError(error));
      });
    } finally {
      this.#busy[lane] = false;
      for (const next of lanes) this.#flush(next);
    }
  }

  #isDue(lane: Lane): boolean {
    return this.#due[lane].size > 0 || this.#once[lane].length > 0;
  }

  /** Shows all answers together, so that what is drawn next is from one snapshot. */
  #settle(waiting: Waiting[], texts: string[], { answers, final }: Batch, took: number): void {
    const places = new Map(texts.map((text, i) => [text, i]));
    texts.forEach((text, i) => {
      if (final[i] && errorIn(answers[i]) === null) this.#remember(text, answers[i]);
    });
    batch(() => {
      for (const each of waiting) {
        const own = each.texts.map((text) => places.get(text) as number);
        const error = own.map((i) => errorIn(answers[i])).find((error) => error !== null);
        if (error) each.fail(error);
        else
          each.settle(
            own.map((i) => answers[i]),
            own.every((i) => final[i]),
            took,
          );
      }
    });
  }
}

/** What a slot tells its scheduler. */
interface Owner {
  ask(): void;
  forget(): void;
  close(): void;
}

const nothing: Shown<never> = { value: null, error: null, took: 0 };

/** A place on the page that shows an answer, and is kept up to date. */
export class Slot<T> {
  readonly #shown: Signal<Shown<T>> = signal(nothing);
  #asking: Asking<T> | null = null;
  #texts: readonly string[] = [];
  /** Whether what is shown answers what is asked for now, and can't change. */
  isFinal = false;

  constructor(
    readonly lane: Lane,
    private readonly renewed: (() => Asking<T> | null) | undefined,
    private readonly owner: Owner,
  ) {}

  /** What is known. */
  get shown(): ReadonlySignal<Shown<T>> {
    return this.#shown;
  }

  /** Whether it asks anything. */
  get asks(): boolean {
    return this.#asking !== null;
  }

  /** Its questions as JSON texts. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** Asks something else from now on, or the same: then nothing happens. `null` forgets what is shown. */
  ask(next: Asking<T> | null): void {
    const texts = next && this.#textsOf(next);
    const same = texts !== null && this.asks && sameTexts(texts, this.#texts);
    this.#asking = texts && next;
    this.#texts = texts ?? [];
    if (same) return;
    this.isFinal = false;
    if (texts) this.owner.ask();
    else this.owner.forget();
    if (next === null) this.#shown.value = nothing;
  }

  /** The log has changed: from now on it asks what is to be asked then. */
  renew(): void {
    if (this.renewed) this.ask(this.renewed());
  }

  /** Asks nothing any more. */
  close(): void {
    this.ask(null);
    this.owner.close();
  }

  /** What it asks for now, as something that waits for answers. */
  waiting(): Waiting {
    const { texts } = this;
    const asked = this.#asking;
    return {
      texts,
      settle: (answers, isFinal, took) => {
        if (!asked || !this.asks) return;
        // What is asked for now was known, and is shown already: this was asked before it.
        if (this.isFinal && !sameTexts(texts, this.#texts)) return;
        this.#shown.value = { value: asked.read(answers), error: null, took };
        this.isFinal = isFinal && sameTexts(texts, this.#texts);
      },
      fail: (error) => {
        // What is known stays until the engine's successor is asked; that it stopped is said elsewhere.
        if (isStopped(error) || !this.asks) return;
        this.#shown.value = { ...this.#shown.peek(), error };
      },
    };
  }

  /** The questions as JSON texts; `null` where one can't be written as JSON, which is then the error shown. */
  #textsOf({ questions }: Asking<T>): readonly string[] | null {
    try {
      return questionsText(questions);
    } catch (error) {
      this.#shown.value = { ...this.#shown.peek(), error: asEngineError(error) };
      return null;
    }
  }
}

function sameTexts(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((text, i) => text === others[i]);
}

function otherLog(): EngineError {
  const reason = 'the log is another one by now';
  return new EngineError('engine_stopped', `No answer: ${reason}`, { reason });
}
