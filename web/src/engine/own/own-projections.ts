import { eventId } from '../event-text';
import type { Program } from '../program';
import { isError, type Reply } from '../protocol';
import { type Definition, keptText, readDefinitions } from './definition';
import { type AskForFrame, FrameControl } from './frame-control';
import { type Note, Previewer } from './preview';
import { notRun, refused, unknown, unknownRevision } from './refusal';
import { Revision } from './revision';
import { type DefinitionState, Revisions } from './revisions';
import type { Sandbox } from './sandbox';
import type { SteppedEvent } from './stepper';

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

/** A workspace's own projections: what they are, and what runs them. */
export class OwnProjections {
  readonly #frame: FrameControl;
  readonly previewer: Previewer;
  /** In the order of their definition. */
  #all: Revisions[] = [];
  #defining: Promise<unknown> = Promise.resolve();
  /** The states that were told last, in short. */
  #told = '';

  constructor(
    private readonly program: Program,
    private readonly watcher: OwnWatcher,
    askForFrame: AskForFrame,
  ) {
    this.#frame = new FrameControl(askForFrame);
    this.previewer = new Previewer(program, this.#frame);
  }

  /** Takes those that were kept, in place of those that there were. What was kept and can't be read is none. */
  open(kept: string): void {
    for (const revision of this.#revisions()) revision.end();
    this.#all = [];
    const definitions = readDefinitions(kept);
    for (const definition of definitions.filter(({ beside }) => !beside))
      this.#all.push(new Revisions(this.#revision(definition)));
    for (const definition of definitions.filter(({ beside }) => beside))
      this.#find(definition.name)?.put(this.#revision(definition));
    this.#tell();
  }

  /** The log has grown. */
  grown(): void {
    for (const { runner } of this.#revisions()) runner.wake();
  }

  /** The log is another one. */
  emptied(): void {
    for (const { runner } of this.#revisions()) runner.restart();
  }

  /**
   * Defines one, if it can be run. What the name stood for goes on answering until the new one has caught up, and is
   * kept beside it then. One at a time.
   */
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
    const before = this.#find(name);
    const number = (before?.newest.number ?? 0) + 1;
    const place = { id: eventId(), revision: number, beside: before !== undefined };
    const revision = this.#revision({ ...asked, ...place, emits: false, fault: null }, sandbox);
    const reply = revision.add();
    if (isError(reply)) {
      sandbox.end();
      return reply;
    }
    if (before) before.put(revision);
    else this.#all.push(new Revisions(revision));
    revision.runner.wake();
    return { name, revision: number, notes: [...notes, ...(await this.#keep())], logs };
  }

  /** Drops one, or one revision of it. */
  async drop(name: string, number?: number): Promise<Reply> {
    const own = this.#find(name);
    if (!own) return unknown(name);
    const revision = number === undefined ? undefined : own.find(number);
    if (number !== undefined && !revision) return noRevision(own, number);
    if (revision && own.all.length > 1) own.drop(revision);
    else {
      for (const each of own.all) each.drop();
      this.#all = this.#all.filter((other) => other !== own);
    }
    await this.#keep();
    return {};
  }

  /** Gives one another name. */
  async rename(name: string, to: string): Promise<Reply> {
    const own = this.#find(name);
    if (!own) return unknown(name);
    const reply = this.program.call('write', { kind: 'rename', name, to, title: to });
    if (isError(reply)) return reply;
    for (const revision of own.all) revision.renamed(to);
    await this.#keep();
    return {};
  }

  /** What there is, in the order of their definition. */
  states(): DefinitionState[] {
    return this.#all.map(({ state }) => state);
  }

  /** Resolves when the revision that was defined last has folded the whole log, or stopped. */
  async caughtUp(name: string): Promise<Reply> {
    const own = this.#find(name);
    if (!own) return unknown(name);
    await own.newest.runner.settled();
    return {};
  }

  /** Runs one event through a revision of one, the one that was defined last where it is not said. */
  async step(name: string, position: number, number?: number): Promise<SteppedEvent> {
    const own = this.#find(name);
    if (!own) return unknown(name);
    const revision = number === undefined ? own.newest : own.find(number);
    return revision ? revision.step(position) : noRevision(own, number as number);
  }

  #find(name: string): Revisions | undefined {
    return this.#all.find((own) => own.name === name);
  }

  #revisions(): Revision[] {
    return this.#all.flatMap(({ all }) => all);
  }

  #revision(definition: Definition, sandbox: Sandbox | null = null): Revision {
    const watcher = {
      onFolded: (settled: boolean) => {
        if (settled) this.#succeed(definition.name);
        this.watcher.onFolded(settled);
        this.#tell();
      },
      onNoted: () => void this.#keep(),
    };
    return new Revision(definition, this.program, this.#frame, watcher, sandbox);
  }

  /** Has the next revision answer for a name, if it has caught up. */
  #succeed(name: string): void {
    if (this.#find(name)?.succeed()) void this.#keep();
  }

  #tell(): void {
    const states = this.states();
    const told = JSON.stringify(
      states.map(({ name, answers, revisions }) => [
        name,
        answers,
        ...revisions.map(({ revision, state }) => [revision, state]),
      ]),
    );
    if (told === this.#told) return;
    this.#told = told;
    this.watcher.onStates(states);
  }

  /** @returns what there is to say where they can't be kept. They are there all the same, until the page is closed. */
  async #keep(): Promise<Note[]> {
    this.#tell();
    try {
      const definitions = this.#revisions().map(({ definition }) => definition);
      await this.watcher.onDefined(keptText(definitions));
      return [];
    } catch (error) {
      const message = `The browser did not keep the projection: ${(error as Error).message}`;
      return [{ code: 'not_kept', message }];
    }
  }
}

function noRevision(own: Revisions, got: number) {
  return unknownRevision(
    got,
    own.all.map(({ number }) => number),
  );
}
