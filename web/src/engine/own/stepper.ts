import { eventsIn } from '../../definition/sandbox/blocks';
import type { Outcome } from '../../definition/sandbox/outcome';
import type { SavedStates } from '../../definition/sandbox/states';
import { errorIn, type PlainError } from '../errors';
import type { Program } from '../program';
import { isError, type Step } from '../protocol';
import { type Definition, tableOf } from './definition';
import { type FrameControl, NoFrame } from './frame-control';
import { type Sandbox, Silent } from './sandbox';

const utf8 = new TextDecoder();
const nothing: SavedStates = { partitions: [], shared: null };

/** What came of running one event. */
export type SteppedEvent = { outcome: Outcome } | { error: PlainError };

/** Runs single events of the log through an own projection, each from the states that it met, in a sandbox of its own. */
export class Stepper {
  #sandbox: Sandbox | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly definition: Definition,
    private readonly program: Program,
    private readonly frame: FrameControl,
  ) {}

  /** One at a time. */
  step(position: number): Promise<SteppedEvent> {
    const stepped = this.#last.then(() => this.#step(position));
    this.#last = stepped;
    return stepped;
  }

  end(): void {
    this.#sandbox?.end();
    this.#sandbox = null;
  }

  async #step(position: number): Promise<SteppedEvent> {
    const event = this.#event(position);
    if (isError(event)) return event;
    try {
      const sandbox = await this.#there();
      // Which states it meets follows from its partition, which only the source can tell.
      const { partition } = await sandbox.step(event.slice(), nothing);
      if (partition === null) return { outcome: await sandbox.step(event, nothing) };
      const own = this.#stateOf(partition, position - 1);
      const shared = this.#stateOf('', position - 1);
      const states: SavedStates = {
        partitions: own === null ? [] : [[partition, own]],
        shared: partition === '' ? null : shared,
      };
      return { outcome: await sandbox.step(event, states) };
    } catch (error) {
      this.end();
      if (error instanceof Silent) return { outcome: unended(position, error.message) };
      return { error: plainOf(error as Error) };
    }
  }

  async #there(): Promise<Sandbox> {
    if (this.#sandbox) return this.#sandbox;
    const { source, engine } = this.definition;
    const sandbox = await this.frame.open(source, engine);
    this.#sandbox = sandbox;
    await sandbox.defined();
    return sandbox;
  }

  #event(position: number): ArrayBuffer | { error: PlainError } {
    if (!Number.isSafeInteger(position) || position < 1) return noSuch(position);
    const job = this.program.call('start', { kind: 'source', after: position - 1, events: 1 });
    if (isError(job)) return job;
    const step = this.program.call('step', job);
    if (isError(step)) return step;
    const { buffer } = (step as unknown as Step & { bytes: Uint8Array<ArrayBuffer> }).bytes;
    return eventsIn(buffer) === 0 ? noSuch(position) : buffer;
  }

  #stateOf(key: string, position: number): string | null {
    const question = { ask: 'row', name: tableOf(this.definition), key, at: { position } };
    const reply = this.program.call('ask', JSON.stringify([question]));
    if (!(reply instanceof Uint8Array)) return null;
    const [row] = JSON.parse(utf8.decode(reply)).answers as [{ state: string } | null];
    return row && !errorIn(row) ? row.state : null;
  }
}

function noSuch(position: number): { error: PlainError } {
  const message = `position: got ${position}, want that of an event of the log`;
  const details = JSON.stringify({ field: 'position', got: `${position}` });
  return { error: { code: 'invalid_query', message, details } };
}

function plainOf(error: Error): PlainError {
  const code = error instanceof NoFrame ? 'sandbox_refused' : 'limit_exceeded';
  return { code, message: error.message, details: '' };
}

/** What there is to say of an event that does not end. */
function unended(position: number, message: string): Outcome {
  return {
    position,
    partition: null,
    before: null,
    after: null,
    result: null,
    live: false,
    shared: null,
    emitted: [],
    logs: [],
    skipped: null,
    error: { code: 'timeout', message, line: null, column: null },
    notes: [],
  };
}
