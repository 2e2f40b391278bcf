import type { Preview } from '../../definition/sandbox/messages';
import type { Outcome } from '../../definition/sandbox/outcome';
import type { PlainError } from '../errors';
import type { Program } from '../program';
import { isError, type Reply, type Step } from '../protocol';
import { type Definition, programOf } from './definition';
import { type AskForFrame, FrameControl, NoFrame } from './frame-control';
import { Runner } from './runner';
import { type Sandbox, Silent, silenceMs } from './sandbox';
import { Stepper } from './stepper';

/** What is worth knowing of a definition that can be run. */
interface Note {
  code: string;
  message: string;
}

/** What is told of own projections. */
export interface OwnWatcher {
  /** One of them has folded more of the log; `settled` where it has nothing left to do. */
  onFolded(settled: boolean): void;
  /** There are others, or how far they are has changed. */
  onStates(states: DefinitionState[]): void;
  /** There are others, or one has stopped. They are to be kept, as JSON text; rejects where that fails. */
  onDefined(text: string): Promise<void>;
}

/** What is asked for by whoever defines one. */
export type NewDefinition = Pick<Definition, 'name' | 'source' | 'engine' | 'onError'>;

/** What is said of one that is defined. */
export interface DefinitionState extends Definition {
  state: 'running' | 'current' | 'stopped';
}

/** What came of running one event. */
export type SteppedEvent = { outcome: Outcome } | { error: PlainError };

/** A source to try out. */
export interface PreviewRequest {
  source: string;
  engine: Definition['engine'];
  /** The stream whose events are run; `''` for all. */
  stream: string;
}

/** What came of trying it. */
export type Previewed = (Preview & { notes: Note[]; logs: string[] }) | { error: PlainError };

/** Events that a source is tried on. */
const previewedEvents = 1_000;

interface Own {
  definition: Definition;
  runner: Runner;
  stepper: Stepper;
}

/** A workspace's own projections: what they are, and what runs them. */
export class OwnProjections {
  #frame: FrameControl;
  #all = new Map<string, Own>();
  #defining: Promise<unknown> = Promise.resolve();
  #previewing: Sandbox | null = null;
  /** The states that were told last, in short. */
  #told = '';

  constructor(
    private readonly program: Program,
    private readonly watcher: OwnWatcher,
    askForFrame: AskForFrame,
  ) {
    this.#frame = new FrameControl(askForFrame);
  }

  /** Takes those that were kept, in place of those that there were. What was kept and can't be read is none. */
  open(kept: string): void {
    for (const { runner, stepper } of this.#all.values()) {
      runner.end();
      stepper.end();
    }
    this.#all.clear();
    for (const definition of readDefinitions(kept)) this.#put(definition);
    this.#tell();
  }

  /** The projections of what was kept, as the Go program opens a log with them. */
  static toOpen(kept: string): string {
    const all = readDefinitions(kept).map((definition) => {
      const { name, emits } = definition;
      return { name, title: name, program: programOf(definition), emits };
    });
    return JSON.stringify(all);
  }

  /** The log has grown. */
  grown(): void {
    for (const { runner } of this.#all.values()) runner.wake();
  }

  /** The log is another one. */
  emptied(): void {
    for (const { runner } of this.#all.values()) runner.restart();
  }

  /** Defines one, in place of what the name stood for, if it can be run. One at a time. */
  define(asked: NewDefinition): Promise<Reply> {
    const defined = this.#defining.then(() => this.#define(asked));
    this.#defining = defined;
    return defined;
  }

  async #define(asked: NewDefinition): Promise<Reply> {
    let sandbox: Sandbox | null = null;
    try {
      sandbox = await this.#frame.open(asked.source, asked.engine);
      const { errors, notes, logs } = await sandbox.defined();
      if (errors.length === 0) return await this.#add(asked, sandbox, { notes, logs });
      sandbox.end();
      return refused(errors);
    } catch (error) {
      sandbox?.end();
      return notRun(error as Error);
    }
  }

  async #add(
    asked: NewDefinition,
    sandbox: Sandbox,
    { notes, logs }: { notes: Note[]; logs: string[] },
  ): Promise<Reply> {
    const { name } = asked;
    const before = this.#all.get(name);
    const revision = (before?.definition.revision ?? 0) + 1;
    const definition: Definition = { ...asked, revision, emits: false, fault: null };
    if (before) this.#takeAway(before);
    const reply = this.program.call('write', {
      kind: 'define',
      name,
      title: name,
      program: programOf(definition),
    });
    if (isError(reply)) {
      sandbox.end();
      return reply;
    }
    this.#put(definition, sandbox).runner.wake();
    return { name, revision, notes: [...notes, ...(await this.#keep())], logs };
  }

  /** Drops one. */
  async drop(name: string): Promise<Reply> {
    const own = this.#all.get(name);
    if (!own) return unknown(name);
    this.#takeAway(own);
    await this.#keep();
    return {};
  }

  /** What there is, in the order of their definition. */
  states(): DefinitionState[] {
    return [...this.#all.values()].map(({ definition, runner }) => ({
      ...definition,
      state: definition.fault ? 'stopped' : runner.running ? 'running' : 'current',
    }));
  }

  /** Resolves when one has folded the whole log, or stopped. */
  async caughtUp(name: string): Promise<Reply> {
    const own = this.#all.get(name);
    if (!own) return unknown(name);
    await own.runner.settled();
    return {};
  }

  /** Runs one event through one, from the states that it met, and tells all that came of it. */
  async step(name: string, position: number): Promise<SteppedEvent> {
    const own = this.#all.get(name);
    if (!own) return unknown(name);
    await own.runner.settled();
    const { fault } = own.definition;
    return fault && position > fault.position
      ? beyond(position, fault.position)
      : own.stepper.step(position);
  }

  /**
   * What a source makes of the first events of the log, or of one stream; nothing is defined. The one before is given
   * up: whoever types wants the last.
   */
  async preview({ source, engine, stream }: PreviewRequest): Promise<Previewed> {
    this.#previewing?.end();
    const job = this.program.call('start', { kind: 'source', events: previewedEvents, stream });
    if (isError(job)) return job;
    const step = this.program.call('step', job) as unknown as Step & {
      bytes: Uint8Array<ArrayBuffer>;
    };
    let sandbox: Sandbox | null = null;
    try {
      sandbox = await this.#frame.open(source, engine);
      this.#previewing = sandbox;
      const { errors, notes, logs } = await sandbox.defined();
      if (errors.length > 0) return refused(errors);
      return { ...(await sandbox.preview(step.bytes.buffer)), notes, logs };
    } catch (error) {
      return notRun(error as Error);
    } finally {
      sandbox?.end();
    }
  }

  #put(definition: Definition, sandbox: Sandbox | null = null): Own {
    const watcher = {
      onFolded: (settled: boolean) => {
        this.watcher.onFolded(settled);
        this.#tell();
      },
      onNoted: () => void this.#keep(),
    };
    const own = {
      definition,
      runner: new Runner(definition, this.program, this.#frame, watcher, sandbox),
      stepper: new Stepper(definition, this.program, this.#frame),
    };
    this.#all.set(definition.name, own);
    return own;
  }

  #takeAway({ definition: { name }, runner, stepper }: Own): void {
    runner.end();
    stepper.end();
    this.program.call('write', { kind: 'drop', name });
    this.#all.delete(name);
  }

  #tell(): void {
    const states = this.states();
    const told = states.map(({ name, revision, state }) => `${name} ${revision} ${state}`).join();
    if (told === this.#told) return;
    this.#told = told;
    this.watcher.onStates(states);
  }

  /** @returns what there is to say where they can't be kept. They are there all the same, until the page is closed. */
  async #keep(): Promise<Note[]> {
    this.#tell();
    const all = [...this.#all.values()].map(({ definition }) => toKeep(definition));
    try {
      await this.watcher.onDefined(JSON.stringify(all));
      return [];
    } catch (error) {
      const message = `The browser did not keep the projection: ${(error as Error).message}`;
      return [{ code: 'not_kept', message }];
    }
  }
}

/** That the browser ran no projection now says nothing of the next time. */
function toKeep(definition: Definition): Definition {
  return definition.fault?.code === 'sandbox_refused' ? { ...definition, fault: null } : definition;
}

function readDefinitions(kept: string): Definition[] {
  try {
    const all = JSON.parse(kept || '[]') as Definition[];
    return all.filter(({ name, source }) => typeof name === 'string' && typeof source === 'string');
  } catch {
    return [];
  }
}

function refused(diagnostics: object[]): { error: PlainError } {
  const [first] = diagnostics as { message: string }[];
  const message = `The projection can’t be run: ${first?.message}`;
  return plain('invalid_definition', message, JSON.stringify({ diagnostics }));
}

/** Why a source was not run to its end. */
function notRun(error: Error): { error: PlainError } {
  if (error instanceof NoFrame) return plain('sandbox_refused', error.message, '');
  const silent = error instanceof Silent;
  const message = silent
    ? `It did not end within ${silenceMs / 1_000} seconds`
    : `The sandbox failed: ${error.message}`;
  const code = silent ? 'timeout' : 'definition_error';
  return refused([{ severity: 'error', code, message, line: null, column: null }]);
}

function unknown(name: string): { error: PlainError } {
  const message = `got the projection “${name}”, want one that was defined`;
  return plain('unknown_projection', message, JSON.stringify({ name }));
}

function beyond(position: number, fault: number): { error: PlainError } {
  const message = `position: got ${position}, want at most ${fault}, at which the projection stopped`;
  return plain('invalid_query', message, JSON.stringify({ field: 'position', got: `${position}` }));
}

function plain(code: string, message: string, details: string): { error: PlainError } {
  return { error: { code, message, details } };
}
