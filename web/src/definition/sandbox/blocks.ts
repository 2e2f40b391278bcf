/**
 * Blocks of bytes, as package sandbox of the Go program writes and reads them: numbers of four bytes, and behind them all
 * texts end to end, in UTF-8. Lengths are in units of UTF-16, so that one text is decoded and then cut.
 */

import type { Emitted, Failure, LoggedEvent, Outcome } from './outcome';

/** An outcome's third number: what it tells. */
const wroteState = 0;
const failed = 1;
const emittedEvent = 2;

const numbersOfEvent = 8;
const numbersOfOutcome = 4;
/** A message of more characters is cut: it was made by code that nobody knows. */
const longestMessage = 2_000;

// The source that is run later can change what these are found by, but not these.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();
const { parse, stringify } = JSON;

/** How many events a block has. */
export function eventsIn(block: ArrayBuffer): number {
  return new Uint32Array(block, 0, 1)[0] ?? 0;
}

/** Reads blocks of events. Those of one writer have to come in their order, since each name is told once. */
export class EventReader {
  readonly #names: string[] = [];
  #numbers = new Uint32Array(0);
  #text = '';
  #next = 0;
  #events = 0;
  #at = 0;

  /** Begins with a block. */
  open(block: ArrayBuffer): void {
    const [events = 0, fresh = 0] = new Uint32Array(block, 0, 2);
    const numbers = new Uint32Array(block, 8, fresh + events * numbersOfEvent);
    this.#text = decoder.decode(new Uint8Array(block, 8 + numbers.byteLength));
    this.#at = 0;
    // A part of a text keeps all of it in memory. Names are kept for long, so they become texts of their own.
    for (const length of numbers.subarray(0, fresh)) this.#names.push(copied(this.#cut(length)));
    this.#numbers = numbers.subarray(fresh);
    this.#events = events;
    this.#next = 0;
  }

  /** The next event of the block; `null` at its end. */
  next(): LoggedEvent | null {
    if (this.#next === this.#events) return null;
    const numbers = this.#numbers;
    const at = this.#next * numbersOfEvent;
    this.#next++;
    const number = (i: number) => numbers[at + i] as number;
    const id = this.#cut(number(4));
    const time = this.#cut(number(5));
    const data = this.#cut(number(6));
    const metadata = this.#cut(number(7));
    return {
      position: number(0),
      version: number(1),
      stream: this.#names[number(2)] as string,
      type: this.#names[number(3)] as string,
      id,
      time,
      data,
      metadata: metadata === '' ? null : metadata,
    };
  }

  #cut(length: number): string {
    const text = this.#text.slice(this.#at, this.#at + length);
    this.#at += length;
    return text;
  }
}

/** Writes blocks of outcomes. */
export class OutcomeWriter {
  /** Whether any event has emitted something so far. */
  emits = false;
  #numbers: number[] = [];
  #texts = '';

  /** How many characters the block has so far. */
  get length(): number {
    return this.#texts.length;
  }

  /** Adds what an event changed, which may be nothing. */
  add({ position, partition, before, after, shared, emitted, error }: Outcome): void {
    if (error) {
      this.addFailure(position, error);
      return;
    }
    if (after !== null && after !== before)
      this.#add(position, wroteState, partition as string, after);
    if (shared && shared.after !== null && shared.after !== shared.before)
      this.#add(position, wroteState, '', shared.after);
    for (let i = 0; i < emitted.length; i++) {
      this.emits = true;
      this.#add(position, emittedEvent, `${position}/${i + 1}`, rowOf(emitted[i] as Emitted));
    }
  }

  addFailure(position: number, { code, message, line, column }: Failure): void {
    const cut = message.length > longestMessage ? `${message.slice(0, longestMessage)}…` : message;
    const place = line === null ? '' : ` (line ${line}, column ${column})`;
    this.#add(position, failed, code, cut + place);
  }

  /** Gives the block, of events up to the one at a position, and begins another. */
  take(last: number): ArrayBuffer {
    const text = encoder.encode(this.#texts);
    const block = new Uint8Array(8 + this.#numbers.length * 4 + text.length);
    const numbers = new Uint32Array(block.buffer, 0, 2 + this.#numbers.length);
    numbers[0] = this.#numbers.length / numbersOfOutcome;
    numbers[1] = last;
    numbers.set(this.#numbers, 2);
    block.set(text, numbers.byteLength);
    this.#numbers = [];
    this.#texts = '';
    return block.buffer;
  }

  #add(position: number, tells: number, first: string, second: string): void {
    this.#numbers.push(position, tells, first.length, second.length);
    this.#texts += first + second;
  }
}

/** Reads a block of states: keys and states. */
export function readStates(block: ArrayBuffer): [string, string][] {
  const [count = 0] = new Uint32Array(block, 0, 1);
  const lengths = new Uint32Array(block, 4, 2 * count);
  const text = decoder.decode(new Uint8Array(block, 4 + lengths.byteLength));
  const states: [string, string][] = [];
  let at = 0;
  for (let i = 0; i < lengths.length; i += 2) {
    const middle = at + (lengths[i] as number);
    const end = middle + (lengths[i + 1] as number);
    states.push([copied(text.slice(at, middle)), copied(text.slice(middle, end))]);
    at = end;
  }
  return states;
}

/** What was emitted as a row: its data and metadata are JSON already, but for a link's data. */
function rowOf({ stream, type, data, metadata, link }: Emitted): string {
  const isText = type === '$>' || type === '$@';
  const row = `{"stream":${stringify(stream)},"type":${stringify(type)},"data":${isText ? stringify(data) : data}`;
  const linked = link ? `,"link":${stringify(link)}` : '';
  return `${row}${metadata === null ? '' : `,"metadata":${metadata}`}${linked}}`;
}

function copied(text: string): string {
  return parse(stringify(text)) as string;
}
