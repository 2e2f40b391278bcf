import { OutcomeWriter } from '../../definition/sandbox/blocks';
import type { Fault } from '../../definition/sandbox/messages';
import type { Failure } from '../../definition/sandbox/outcome';
import type { Program } from '../program';
import { isError, type Step } from '../protocol';
import { breathe } from '../steps';
import { type Definition, tableOf } from './definition';
import { type FrameControl, NoFrame } from './frame-control';
import { type Sandbox, SandboxFailed, Silent, silenceMs } from './sandbox';

/**
 * When a sandbox fell silent, the events that it had not told of are run again one by one, to find the one that does not
 * end. Each of the others took less than a tenth of a second the first time; silence of so many milliseconds is that one.
 */
const surelySilentMs = 1_000;

/** What a runner tells. */
export interface RunnerWatcher {
  /** It has folded more; `settled` where it has nothing left to do. */
  onFolded(settled: boolean): void;
  /** Something is to be kept of its definition: that it stopped, or goes on after that, or that it emits. */
  onNoted(): void;
}

/** The Go program refused something. */
class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Has one own projection fold the log, as far as it goes: takes blocks of events from the Go program, has the
 * sandbox run them, and hands the Go program what came of them.
 */
export class Runner {
  #sandbox: Sandbox | null;
  /** Whether the sandbox has the states that the table has. */
  #loaded: boolean;
  #folding: Promise<void> | null = null;
  #grown = false;
  /** How often it began anew: what goes wrong as it does, because of another log or name, is no event's fault. */
  #begun = 1;
  /** The last event that it has folded. */
  #position = 0;
  #ended = false;

  /** @param sandbox one in which the definition was run, if there is one yet. */
  constructor(
    readonly definition: Definition,
    private readonly program: Program,
    private readonly frame: FrameControl,
    private readonly watcher: RunnerWatcher,
    sandbox: Sandbox | null = null,
  ) {
    this.#sandbox = sandbox;
    this.#loaded = sandbox !== null;
  }

  /** Whether it has something to fold. */
  get running(): boolean {
    return this.#folding !== null;
  }

  /** The log has grown: there is more to fold. */
  wake(): void {
    if (this.#ended || this.definition.fault) return;
    this.#grown = true;
    this.#folding ??= this.#whileItGrows().finally(() => {
      this.#folding = null;
      if (!this.#ended) this.watcher.onFolded(true);
    });
  }

  /** The log is another one: everything begins anew. */
  restart(): void {
    this.#beginAnew();
    if (this.definition.fault) {
      this.definition.fault = null;
      this.watcher.onNoted();
    }
    this.wake();
  }

  /** The projection has another name. What is under way goes on under that one, from the states that the table has. */
  renamed(): void {
    if (!this.running) return;
    this.#beginAnew();
    this.wake();
  }

  #beginAnew(): void {
    this.#begun++;
    this.#drop();
  }

  /** Resolves when it has folded the whole log, or stopped. */
  async settled(): Promise<void> {
    while (this.#folding) await this.#folding;
  }

  /** Ends it for good. */
  end(): void {
    this.#ended = true;
    this.#drop();
  }

  #drop(): void {
    this.#sandbox?.end();
    this.#sandbox = null;
    this.#loaded = false;
  }

  async #whileItGrows(): Promise<void> {
    let oneByOne = false;
    while (this.#grown && !this.#ended && !this.definition.fault) {
      this.#grown = false;
      const begun = this.#begun;
      try {
        await this.#fold(oneByOne);
        oneByOne = false;
      } catch (error) {
        this.#drop();
        this.#grown = true;
        const same = begun === this.#begun && !this.#ended;
        oneByOne = same && this.#findsOut(error as Error, oneByOne);
      }
    }
  }

  /** Stops at an error, if that is known to be the next event's. @returns whether that has to be found out. */
  #findsOut(error: Error, oneByOne: boolean): boolean {
    const inSandbox = error instanceof Silent || error instanceof SandboxFailed;
    if (inSandbox && !oneByOne) return true;
    const code = error instanceof Refused ? error.code : '';
    // The log was emptied meanwhile: there is nothing wrong.
    if (code === 'aborted') return false;
    // There is nobody left to fold for.
    if (code === 'engine_stopped' || code === 'unknown_projection') this.#ended = true;
    else if (error instanceof Silent) this.#timesOut(this.#position + 1);
    else {
      const { message } = error;
      this.#stop({
        position: this.#position + 1,
        code: codeOf(error),
        message,
        line: null,
        column: null,
      });
    }
    return false;
  }

  async #fold(oneByOne: boolean): Promise<void> {
    const sandbox = await this.#there();
    const job = this.#call('start', {
      kind: 'fold',
      name: tableOf(this.definition),
      states: !this.#loaded,
    });
    let over = false;
    try {
      if (!this.#loaded) await this.#load(sandbox, job);
      over = await this.#pump(sandbox, job, oneByOne);
    } finally {
      if (!over) this.program.call('stop', job);
    }
  }

  async #load(sandbox: Sandbox, job: object): Promise<void> {
    for (let last = false; !last; ) {
      const { bytes } = this.#step(job);
      const states = bytes?.buffer ?? new ArrayBuffer(4);
      last = states.byteLength === 4;
      await sandbox.load(states, last);
      await breathe();
    }
    this.#loaded = true;
  }

  /** @returns whether the job is over by itself. */
  async #pump(sandbox: Sandbox, job: object, oneByOne: boolean): Promise<boolean> {
    const stopAtError = this.definition.onError === 'stop';
    const withinMs = oneByOne ? surelySilentMs : silenceMs;
    let fresh = true;
    let given: ArrayBuffer | undefined;
    for (;;) {
      const { bytes, over } = this.#step(job, given);
      given = undefined;
      if (over) return true;
      if (bytes) {
        sandbox.run({ events: bytes.buffer, fresh, stopAtError, oneByOne });
        fresh = false;
        continue;
      }
      const { outcomes, emits, fault } = await sandbox.ran(withinMs);
      if (this.#ended) return false;
      given = outcomes;
      if (emits && !this.definition.emits) this.#emits();
      if (fault) {
        this.#step(job, given);
        this.#stop(fault);
        return false;
      }
      this.watcher.onFolded(false);
    }
  }

  /** The event at a position does not end. It counts as one that failed, and nothing behind it is run. */
  #timesOut(position: number): void {
    const message = `The event did not end within ${silenceMs / 1_000} seconds`;
    const failure: Failure = { code: 'timeout', message, line: null, column: null };
    const writer = new OutcomeWriter();
    writer.addFailure(position, failure);
    // Where this is refused, the projection stops all the same.
    const job = this.program.call('start', { kind: 'fold', name: tableOf(this.definition) });
    this.program.call('step', job);
    this.program.call('step', job, new Uint8Array(writer.take(position)));
    this.program.call('stop', job);
    this.#stop({ position, ...failure });
  }

  #emits(): void {
    this.definition.emits = true;
    this.watcher.onNoted();
  }

  #stop(fault: Fault): void {
    this.#drop();
    this.definition.fault = fault;
    this.watcher.onNoted();
  }

  async #there(): Promise<Sandbox> {
    if (this.#sandbox) return this.#sandbox;
    const { source, engine } = this.definition;
    const sandbox = await this.frame.open(source, engine);
    this.#sandbox = sandbox;
    this.#loaded = false;
    await sandbox.defined();
    return sandbox;
  }

  #step(job: object, given?: ArrayBuffer): Step {
    const step = this.#call('step', job, given && new Uint8Array(given)) as unknown as Step;
    this.#position = step.done;
    return step;
  }

  #call(name: 'start' | 'step', request: object, given?: object): object {
    const reply = this.program.call(name, request, given);
    if (isError(reply)) throw new Refused(reply.error.code, reply.error.message);
    return reply;
  }
}

/** What went wrong, if it was no event that did not end. What the Go program refuses is not what it was promised. */
function codeOf(error: Error): Fault['code'] {
  if (error instanceof NoFrame) return 'sandbox_refused';
  if (error instanceof SandboxFailed) return 'handler_error';
  return error instanceof Refused && error.code === 'limit_exceeded'
    ? 'limit_exceeded'
    : 'state_error';
}
