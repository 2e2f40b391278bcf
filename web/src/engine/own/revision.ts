import type { Program } from '../program';
import { type Definition, programOf, tableOf } from './definition';
import type { FrameControl } from './frame-control';
import { beyond } from './refusal';
import { Runner, type RunnerWatcher } from './runner';
import type { Sandbox } from './sandbox';
import { type SteppedEvent, Stepper } from './stepper';

/** What is said of a revision. */
export interface RevisionState
  extends Pick<Definition, 'revision' | 'source' | 'engine' | 'onError' | 'fault'> {
  state: 'running' | 'current' | 'stopped';
}

/** A revision of an own projection: what it is, and what runs it. */
export class Revision {
  readonly runner: Runner;
  readonly #stepper: Stepper;

  /** @param sandbox one in which the definition was run, if there is one yet. */
  constructor(
    readonly definition: Definition,
    private readonly program: Program,
    frame: FrameControl,
    watcher: RunnerWatcher,
    sandbox: Sandbox | null = null,
  ) {
    this.runner = new Runner(definition, program, frame, watcher, sandbox);
    this.#stepper = new Stepper(definition, program, frame);
  }

  get number(): number {
    return this.definition.revision;
  }

  get state(): RevisionState {
    const { revision, source, engine, onError, fault } = this.definition;
    const state = fault ? 'stopped' : this.runner.running ? 'running' : 'current';
    return { revision, source, engine, onError, fault, state };
  }

  /** Whether there is nothing left for it to fold. */
  get isDone(): boolean {
    const { fault } = this.definition;
    return fault ? fault.code !== 'sandbox_refused' : !this.runner.running;
  }

  /** Adds its table, without any row yet. */
  add(): object {
    const { name, revision, beside } = this.definition;
    const program = programOf(this.definition);
    return this.#write({ kind: 'define', name, title: name, program, revision, beside });
  }

  /** Has its table answer for the name. */
  succeed(): void {
    this.#write({ kind: 'succeed', name: this.definition.name, revision: this.number });
  }

  /** Ends it, and drops its table. */
  drop(): void {
    this.end();
    this.#write({ kind: 'drop', name: tableOf(this.definition) });
  }

  /** Ends what runs it. */
  end(): void {
    this.runner.end();
    this.#stepper.end();
  }

  /** It has another name, and so has its table. */
  renamed(name: string): void {
    this.definition.name = name;
    this.runner.renamed();
  }

  /** Runs one event, from the states that it met, and tells all that came of it. */
  async step(position: number): Promise<SteppedEvent> {
    await this.runner.settled();
    const { fault } = this.definition;
    return fault && position > fault.position
      ? beyond(position, fault.position)
      : this.#stepper.step(position);
  }

  #write(request: object): object {
    return this.program.call('write', request);
  }
}
