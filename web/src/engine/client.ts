import type { EventPage, Stats, Event as TextEvent } from '../protocol/questions.gen';
import type * as api from './api';
import { carriedLine, takeCarried } from './carried';
import type { Connection } from './connection';
import { Definitions } from './definitions';
import {
  aborted,
  type EngineError,
  errorFrom,
  errorIn,
  type PlainError,
  stopped,
  unlessAborted,
} from './errors';
import { eventId, eventText, identified } from './event-text';
import { JobRunner } from './job-runner';
import type { PreviewRequest } from './own/preview';
import type { DefinitionState } from './own/revisions';
import { type EngineWorker, isError, type Job, type Reply, type Step } from './protocol';
import { batchTexts, flatConditions, questionText } from './request';
import { Room } from './room';
import type { Batch, Lane, StepQuestion } from './scheduler';
import { Subscriptions } from './subscriptions';
import { type EngineState, Supervisor } from './supervisor';
import { TabWorkspaces } from './workspaces';

/** What the page wants to be told. */
export interface Watcher {
  onState(state: EngineState): void;
  /**
   * The log changed.
   *
   * @param grown whether all it had is still there, with more after it.
   */
  onChange(grown: boolean): void;
  /** There are other own projections, or how far they are has changed. */
  onDefinitions(states: readonly DefinitionState[]): void;
  /** The engine met an error and recovered. */
  onPanic(error: EngineError): void;
}

/**
 * The one module that knows the engine. The rest of the page asks here, and so do scripts.
 */
export class EngineClient implements api.Hindsight {
  readonly ready: Promise<void>;
  readonly workspaces: TabWorkspaces;
  #subscriptions = new Subscriptions();
  #room = new Room();
  #supervisor: Supervisor;
  #jobs: JobRunner;
  #definitions: Definitions;

  /** @param workspace the id of the one to open; `''` is the one that was shown last. */
  constructor(
    private readonly watcher: Watcher,
    workspace: string,
  ) {
    this.#supervisor = new Supervisor(
      (state) => watcher.onState(state),
      (connection) => this.#reloaded(connection),
    );
    this.#jobs = new JobRunner(this.#supervisor, (grown) => watcher.onChange(grown));
    this.#definitions = new Definitions(this.#supervisor, {
      ask: (question, members) => this.#ask(question, members),
      decoded: (reply) => this.#decoded(reply),
    });
    this.workspaces = new TabWorkspaces(this.#supervisor, (options) => this.#verify(options), {
      onEmpty: () => this.fill(),
      onMove: () => {
        this.#subscriptions.elsewhere();
        watcher.onChange(false);
      },
      onRename: () => watcher.onChange(true),
    });
    this.#supervisor.begin(this.workspaces.access(workspace));
    this.ready = this.#supervisor.started();
    // Callers of ready get this rejection; without any it must not count as unhandled.
    this.ready.catch(() => {});
  }

  /** Starts the engine again after it was given up. */
  retry(): void {
    this.#supervisor.retry();
  }

  async append(events: api.NewEvent | api.NewEvent[], options: api.AppendOptions = {}) {
    const batch = (Array.isArray(events) ? events : [events]).map(identified);
    const request = { events: `[${batch.map(eventText).join(',')}]`, ...flatConditions(options) };
    const answer = await this.#write<api.AppendResult>('append', request);
    if (!answer.duplicate) this.watcher.onChange(true);
    return answer;
  }

  async execute(command: string, fields: Record<string, unknown>) {
    const request = { command, fields: JSON.stringify(fields), id: eventId() };
    const { events } = await this.#write<{ events: TextEvent[] }>('execute', request);
    this.watcher.onChange(true);
    return { events: events.map(withData) };
  }

  async import(log: string | Blob | ArrayBuffer, options: api.ImportOptions = {}) {
    const { madeWay: _, ...summary } = await this.importInstead(log, options, false);
    return summary;
  }

  /**
   * Imports a log.
   *
   * @param replaceSample whether the domain's sample makes way for it if it is all that there is.
   */
  async importInstead(
    log: string | Blob | ArrayBuffer,
    options: api.ImportOptions,
    replaceSample = true,
  ): Promise<api.ImportSummary & { madeWay: boolean }> {
    await this.#filled(replaceSample, options.signal);
    const blob = log instanceof Blob ? log : new Blob([log]);
    const format = options.format ?? 'auto';
    const there = this.workspaces.shown;
    const { projections, events } = await takeCarried(blob);
    const job: Job = { kind: 'import', log: events, format, replaceSample };
    const began = performance.now();
    const end = await this.#jobs.run(job, options.signal, ({ done, total, appended }) =>
      options.onProgress?.({ bytes: done, totalBytes: total, appended }),
    );
    const answer = this.#decoded(end.reply) as Omit<api.ImportSummary, 'elapsedMs'> & {
      madeWay: boolean;
    };
    const { appended, madeWay } = end;
    const summary = { ...answer, appended, madeWay, elapsedMs: performance.now() - began };
    if (end.cancelled) throw aborted('The import was cancelled', summary);
    // They are meant for the workspace that the events went into.
    if (projections.length === 0 || this.workspaces.shown !== there) return summary;
    return { ...summary, projections: await this.#definitions.takeOver(projections) };
  }

  async generate(options: api.GenerateOptions) {
    const { appended } = await this.generateInstead(options, false);
    return { appended };
  }

  /**
   * Appends a sample history.
   *
   * @param replaceSample whether the domain's sample makes way for it if it is all that there is.
   */
  async generateInstead(
    options: api.GenerateOptions,
    replaceSample = true,
  ): Promise<{ appended: number; madeWay: boolean }> {
    const { events, seed = 1, onProgress, signal } = options;
    await this.#filled(replaceSample, signal);
    const job: Job = { kind: 'generate', events, seed, replaceSample };
    const end = await this.#jobs.run(job, signal, ({ appended }) => onProgress?.(appended));
    this.#decoded(end.reply);
    const answer = { appended: end.appended, madeWay: end.madeWay };
    if (end.cancelled) throw aborted('The generation was cancelled', answer);
    return answer;
  }

  async clear() {
    let asked = false;
    const reply = await this.#supervisor.useHere(async (engine) => {
      // Never done twice: the second time could delete what another tab appended in between.
      if (asked) throw stopped('nobody knows whether it had emptied the log before that');
      asked = true;
      return engine.clear();
    }, toWrite);
    this.#decoded(reply);
    this.watcher.onChange(false);
  }

  /** Puts the domain's sample into the log that waits for it, unless something else is in it by now. */
  async fill(): Promise<void> {
    const { shown, wantsSample } = this.workspaces;
    if (!wantsSample) return;
    const reply = await this.#supervisor.useHere((engine) => engine.fill(), toWrite);
    const { filled } = this.#decoded(reply) as { filled: boolean };
    await this.workspaces.hasSample(shown);
    if (filled) this.watcher.onChange(true);
  }

  /** Whether anything is being imported or generated, by the page or by a script. */
  get working(): boolean {
    return this.#jobs.running > 0;
  }

  /** Fills an empty log with the domain's sample. */
  async sample() {
    const { shown } = this.workspaces;
    await this.#write('sample', {});
    await this.workspaces.hasSample(shown);
    this.watcher.onChange(true);
  }

  async events(query: api.EventQuery = {}) {
    const page = await this.#ask<EventPage>('events', query);
    return { ...page, events: page.events.map(withData) };
  }

  /** One event as the line of NDJSON that {@link export} writes for it, without its line feed. */
  async line(position: number): Promise<string> {
    const only: api.EventQuery = { at: { position }, after: position - 1 };
    return (await (await this.export(only)).text()).trimEnd();
  }

  async export(filter: api.EventFilter = {}, { projections }: api.ExportOptions = {}) {
    const exported = await this.#supervisor.useHere((engine) =>
      engine.exportLog(questionText('events', filter)),
    );
    if (isError(exported)) throw this.#errorOf(exported);
    const carried = projections ? await this.definitions() : [];
    if (carried.length === 0) return exported;
    return new Blob([carriedLine(carried), exported], { type: exported.type });
  }

  projections(query: api.ProjectionsQuery = {}): Promise<api.Projection[]> {
    return this.#ask('projections', query);
  }

  table(name: string, query: api.TableQuery = {}): Promise<api.Table> {
    return this.#ask('table', { ...query, name });
  }

  row(name: string, key: string, options: { at?: api.Moment; exact?: boolean } = {}) {
    return this.#ask<api.Row | null>('row', { ...options, name, key });
  }

  diff(name: string, query: api.DiffQuery): Promise<api.Diff> {
    return this.#ask('diff', { ...query, name });
  }

  lineage(name: string, key: string, query: api.LineageQuery = {}): Promise<api.Lineage> {
    return this.#ask('lineage', { ...query, name, key });
  }

  find(name: string, query: api.FindQuery): Promise<api.Flips> {
    return this.#ask('find', { ...query, name });
  }

  failures(name: string): Promise<api.Failure[]> {
    return this.#ask('failures', { name });
  }

  histogram(query: api.HistogramQuery): Promise<api.Histogram>;
  histogram(query: api.PositionHistogramQuery): Promise<api.PositionHistogram>;
  histogram(query: api.HistogramQuery | api.PositionHistogramQuery): Promise<unknown> {
    return this.#ask('histogram', query);
  }

  define(name: string, projection: api.NewProjection): Promise<api.Defined> {
    return this.#definitions.define(name, projection);
  }

  definitions(): Promise<api.Definition[]> {
    return this.#definitions.definitions();
  }

  caughtUp(name: string, options?: { signal?: AbortSignal }): Promise<void> {
    return this.#definitions.caughtUp(name, options);
  }

  step(name: string, position: number, options?: api.OfRevision): Promise<api.Stepped> {
    return this.#definitions.step(name, position, options);
  }

  /** What a source makes of the first thousand events, of the log or of a stream; nothing is defined. */
  preview(request: PreviewRequest) {
    return this.#definitions.preview(request);
  }

  drop(name: string, options?: api.OfRevision): Promise<void> {
    return this.#definitions.drop(name, options);
  }

  rename(name: string, to: string): Promise<void> {
    return this.#definitions.rename(name, to);
  }

  compare(name: string, query: api.CompareQuery): Promise<api.Comparison> {
    return this.#definitions.compare(name, query);
  }

  commands(): Promise<api.Command[]> {
    return this.#ask('commands', {});
  }

  async stats() {
    const [{ file, firstRecorded: _, lastRecorded: __, ...stats }, wasmMemory] = await Promise.all([
      this.#ask<Stats>('stats', {}),
      this.#supervisor.use((engine) => engine.memory()),
    ]);
    return { ...stats, wasmMemory, storage: await this.workspaces.storage(file) };
  }

  subscribe(handler: (event: api.StoredEvent) => void, { from = '' }: { from?: string } = {}) {
    return this.#supervisor.use((engine) => this.#subscriptions.add(engine, handler, from));
  }

  /** Waits for the domain's sample to be in the log: only then can it make way for something else. */
  async #filled(replaceSample: boolean, signal: AbortSignal | undefined): Promise<void> {
    if (!replaceSample) return;
    await unlessAborted(
      this.ready.catch(() => {}).then(() => this.fill()),
      signal,
    );
  }

  /** Asks questions that are answered from one snapshot of the log; an error stands in its answer's place. */
  async ask(questions: readonly api.Question[]): Promise<unknown[]> {
    const texts = batchTexts(questions);
    const asked = texts.filter((text) => typeof text === 'string');
    const answers = (await this.batch('now', `[${asked}]`)).answers.values();
    return texts.map((text, i) =>
      typeof text === 'string' ? completed(questions[i], answers.next().value) : noAnswer(text),
    );
  }

  async #ask<T>(ask: string, members: object): Promise<T> {
    const { answers } = await this.batch('now', `[${questionText(ask, members)}]`);
    const [answer] = answers;
    const error = errorIn(answer);
    if (error) throw error;
    return answer as T;
  }

  /**
   * Has a batch, which is JSON text, answered from one snapshot: what the page shows is asked in this way. Steps are
   * run each by itself.
   */
  async batch(lane: Lane, questions: string): Promise<Batch> {
    if (lane === 'step') return this.#definitions.steps(JSON.parse(questions) as StepQuestion[]);
    const reply = await this.#supervisor.use((engine) =>
      lane === 'now' ? engine.ask(questions, this.#room.take()) : engine.askInSteps(questions),
    );
    const batch = this.#decoded(reply) as Batch;
    this.#room.give(reply);
    for (const answer of batch.answers) this.#watched(errorIn(answer));
    return batch;
  }

  /**
   * Writes. Each write has ids that were made here. When another engine takes over, it is not known whether the one
   * before did the write: it is sent again, marked as a repetition, and the ids see to it that it is done once.
   */
  async #write<T>(kind: 'append' | 'execute' | 'sample', request: object): Promise<T> {
    let again = false;
    const reply = await this.#supervisor.useHere((engine) => {
      const repeated = again;
      again = true;
      return engine.write({ kind, ...request, again: repeated });
    }, toWrite);
    return this.#decoded(reply) as T;
  }

  async #verify(options: api.VerifyOptions = {}) {
    const reply = await this.#supervisor.useHere((engine) => verified(engine, options));
    return this.#decoded(reply) as api.Verified;
  }

  async #reloaded(connection: Connection): Promise<void> {
    connection.onNews((news) => {
      if (news.news === 'changed') this.watcher.onChange(news.grown);
      else if (news.news === 'progress') this.#jobs.hear(news);
      else if (news.news === 'events') this.#subscriptions.hear(news);
      else if (news.news === 'definitions') this.watcher.onDefinitions(news.states);
    });
    this.watcher.onDefinitions(await connection.use((engine) => engine.definitions()));
    await this.#subscriptions.renew(connection);
    this.watcher.onChange(true);
  }

  #decoded(reply: Reply): unknown {
    if (isError(reply)) throw this.#errorOf(reply);
    return reply instanceof Uint8Array ? JSON.parse(utf8.decode(reply)) : reply;
  }

  #errorOf(reply: { error: PlainError }): EngineError {
    return this.#watched(errorFrom(reply.error));
  }

  /** The page is told when an error is one that the engine had to recover from. */
  #watched<E extends EngineError | null>(error: E): E {
    if (error?.code === 'engine_panic') this.watcher.onPanic(error);
    return error;
  }
}

/** Calls that change the log wait for an engine that may write it. */
const toWrite = { toWrite: true };

/** An answer as a script gets it: events also have their data and metadata parsed. */
function completed(question: api.Question | undefined, answer: unknown): unknown {
  if (errorIn(answer)) return answer;
  if (question?.ask === 'event') return withMetadata(answer as TextEvent);
  if (question?.ask !== 'events') return answer;
  const page = answer as { events: TextEvent[] };
  return { ...page, events: page.events.map((event) => withData(event)) };
}

/** What stands in an answer's place when what was asked is no question. */
function noAnswer({ code, message, details }: EngineError): api.NoAnswer {
  return { error: { code, message, details } };
}

const utf8 = new TextDecoder();

/** Its metadata, parsed. */
function withMetadata<E extends TextEvent>(event: E): E & { metadata: Record<string, unknown> } {
  return { ...event, metadata: parsed(event.metadataText) as Record<string, unknown> };
}

/** Its data and its metadata, parsed; it is the caller's own. */
function withData(event: TextEvent): api.StoredEvent {
  const data = parsed(event.dataText);
  const metadata = parsed(event.metadataText);
  return Object.assign(event, { data, metadata }) as api.StoredEvent;
}

/** Most events have no metadata: an object without members is quicker made than parsed. */
function parsed(text: string): unknown {
  return text === '{}' ? {} : JSON.parse(text);
}

/** Has the engine check its file a step at a time, so that it answers others in between. */
async function verified(
  engine: EngineWorker,
  { onProgress, signal }: api.VerifyOptions,
): Promise<Reply> {
  const begun = await engine.check();
  if (isError(begun)) return begun;
  try {
    for (;;) {
      if (signal?.aborted) throw aborted('The check was cancelled', {});
      const reply = await engine.step(begun);
      if (isError(reply)) return reply;
      const { done, total, over, bytes } = reply as unknown as Step;
      if (over) return bytes ?? {};
      onProgress?.(done, total);
    }
  } finally {
    await engine.stop(begun);
  }
}
