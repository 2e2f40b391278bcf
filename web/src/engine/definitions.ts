import type { Outcome } from '../definition/sandbox/outcome';
import type { Projection, Stats } from '../protocol/questions.gen';
import { freeName } from '../text/free-name';
import type * as api from './api';
import type { Carried } from './carried';
import { asEngineError, EngineError, isStopped, unlessAborted } from './errors';
import type { PreviewRequest } from './own/preview';
import type { RevisionState } from './own/revision';
import type { DefinitionState } from './own/revisions';
import { isError, type Reply } from './protocol';
import type { Batch, StepQuestion } from './scheduler';
import type { Supervisor } from './supervisor';

/** How the rest of the client asks for what an engine says of its log, and reads what it replies. */
export interface Asks {
  ask<T>(question: string, members: object): Promise<T>;
  decoded(reply: Reply): unknown;
}

/** The calls of the scripting API that are about own projections. */
export class Definitions {
  constructor(
    private readonly supervisor: Supervisor,
    private readonly asks: Asks,
  ) {}

  async define(name: string, given: api.NewProjection): Promise<api.Defined> {
    const { source, engine = 'v1', onError = 'continue' } = given;
    checkName('name', name);
    const { types } = await this.asks.ask<Stats>('stats', {});
    // What reads a source is loaded by whoever writes one.
    const { diagnose } = await import('../definition/diagnostics/diagnose');
    const diagnostics = diagnose(source, { engine, types: types.map((type) => type.name) });
    if (diagnostics.some(({ severity }) => severity === 'error')) throw refused(diagnostics);
    const reply = await this.supervisor.useHere(
      (worker) => worker.define({ name, source, engine, onError }),
      { toWrite: true },
    );
    const defined = this.asks.decoded(reply) as Said;
    return {
      name,
      revision: defined.revision,
      diagnostics: [...diagnostics, ...defined.notes.map(asDiagnostic)].map(withoutNulls),
    };
  }

  async definitions(): Promise<api.Definition[]> {
    const [states, projections] = await Promise.all([
      this.supervisor.use((worker) => worker.definitions()),
      this.asks.ask<Projection[]>('projections', { revisions: true }),
    ]);
    return states.map((state) => described(state, projections));
  }

  async caughtUp(name: string, { signal }: { signal?: AbortSignal } = {}): Promise<void> {
    const caughtUp = this.supervisor.useHere((worker) => worker.caughtUp(name), { signal });
    this.asks.decoded(await unlessAborted(caughtUp, signal));
  }

  async step(
    name: string,
    position: number,
    { revision }: api.OfRevision = {},
  ): Promise<api.Stepped> {
    const step = await this.supervisor.useHere((worker) =>
      worker.stepOwn(name, position, revision ?? undefined),
    );
    if (isError(step)) throw this.asks.decoded(step);
    return stepped(step.outcome);
  }

  /**
   * Answers a batch of steps, an error in the place of a step that has none. What is appended changes
   * nothing of what an event did, so an answer is final; but one that is large is not, as final ones are remembered.
   */
  async steps(questions: readonly StepQuestion[]): Promise<Batch> {
    const answers = await Promise.all(
      questions.map(({ name, position, revision }) =>
        this.step(name, position, { revision }).then((step) => ({ step }), noStep),
      ),
    );
    return { answers, final: answers.map((answer) => 'step' in answer && isSmall(answer.step)) };
  }

  /** What a source makes of the first thousand events, of the log or of a stream. Rejects where it can't be run. */
  async preview(request: PreviewRequest) {
    // What can't be read has its line in every browser.
    const { diagnose } = await import('../definition/diagnostics/diagnose');
    const diagnostics = diagnose(request.source, { engine: request.engine });
    if (diagnostics.some(({ severity }) => severity === 'error')) throw refused(diagnostics);
    const previewed = await this.supervisor.useHere((worker) => worker.preview(request));
    if (isError(previewed)) throw this.asks.decoded(previewed);
    return previewed;
  }

  async drop(name: string, { revision }: api.OfRevision = {}): Promise<void> {
    const reply = await this.supervisor.useHere(
      (worker) => worker.drop(name, revision ?? undefined),
      { toWrite: true },
    );
    this.asks.decoded(reply);
  }

  async rename(name: string, to: string): Promise<void> {
    checkName('to', to);
    const reply = await this.supervisor.useHere((worker) => worker.rename(name, to), {
      toWrite: true,
    });
    this.asks.decoded(reply);
  }

  /** Defines what came with a log, and leaves what is there as it is. */
  async takeOver(carried: readonly Carried[]): Promise<api.ImportedProjection[]> {
    const taken: api.ImportedProjection[] = [];
    for (const one of carried) taken.push(await this.#takeOver(one));
    return taken;
  }

  async #takeOver({ name, ...projection }: Carried): Promise<api.ImportedProjection> {
    const tables = await this.asks.ask<Projection[]>('projections', {});
    const known = (await this.definitions()).find((own) => isSame(own, projection));
    if (known) return { name, outcome: 'known', as: known.name, message: '' };
    const as = freeName(
      name,
      tables.map((table) => table.name),
      '-',
    );
    try {
      await this.define(as, projection);
      return { name, outcome: 'defined', as, message: '' };
    } catch (error) {
      const { message } = unlessStopped(error);
      return { name, outcome: 'refused', as: '', message };
    }
  }

  compare(name: string, query: api.CompareQuery): Promise<api.Comparison> {
    return this.asks.ask('compare', { name, ...query });
  }
}

/** What an own projection may be called. */
function checkName(field: string, name: string): void {
  if (/^[A-Za-z0-9_-]{1,100}$/.test(name)) return;
  const message = `${field}: got “${name}”, want 1 to 100 letters, digits, - and _`;
  throw new EngineError('invalid_query', message, { field, got: name });
}

/** What stands in the place of a step. Where the engine ended, nothing does: its successor is asked. */
function noStep(thrown: unknown): { error: Pick<EngineError, 'code' | 'message' | 'details'> } {
  const { code, message, details } = unlessStopped(thrown);
  return { error: { code, message, details } };
}

/** @throws it where it says that the engine ended. */
function unlessStopped(thrown: unknown): EngineError {
  const error = asEngineError(thrown);
  if (isStopped(error)) throw error;
  return error;
}

function isSame(a: Required<api.NewProjection>, b: Required<api.NewProjection>): boolean {
  return a.source === b.source && a.engine === b.engine && a.onError === b.onError;
}

/** Characters of an answer that is worth remembering. */
const mostRemembered = 200_000;

function isSmall({ before, after, result, shared, emitted }: api.Stepped): boolean {
  const texts = [before, after, result, shared?.before, shared?.after];
  for (const { data, metadata } of emitted) texts.push(data, metadata);
  return texts.reduce((sum, text) => sum + (text?.length ?? 0), 0) <= mostRemembered;
}

/** What the worker says of a definition. */
interface Said {
  revision: number;
  notes: { code: string; message: string }[];
}

function asDiagnostic({ code, message }: Said['notes'][number]): api.Diagnostic {
  return { severity: 'warning', code, message };
}

function refused(diagnostics: readonly object[]): EngineError {
  const all = diagnostics.map((one) => withoutNulls(one as api.Diagnostic));
  const first = all.find(({ severity }) => severity === 'error');
  const message = `The projection can’t be run: ${first?.message}`;
  return new EngineError('invalid_definition', message, { diagnostics: all });
}

/** A diagnostic that is about no line has no such member. */
function withoutNulls({ line, column, ...rest }: api.Diagnostic): api.Diagnostic {
  return {
    ...rest,
    ...(line == null ? {} : { line }),
    ...(column == null ? {} : { column }),
  };
}

function described(
  { name, answers, revisions, ...newest }: DefinitionState,
  projections: Projection[],
): api.Definition {
  const tables = projections.filter((table) => table.name.split('@')[0] === name);
  return {
    name,
    ...revisionOf(newest, tables),
    answers,
    revisions: revisions.map((revision) => revisionOf(revision, tables)),
  };
}

function revisionOf(state: RevisionState, tables: Projection[]): api.Revision {
  const { revision, source, engine, onError, fault } = state;
  const table = tables.find((table) => table.revision === revision);
  const position = table ? table.at.position - table.behind : 0;
  return {
    revision,
    source,
    engine,
    onError,
    state: state.state,
    position,
    events: position,
    failures: table?.failures ?? 0,
    fault: fault && {
      position: fault.position,
      code: fault.code,
      message: fault.message,
      line: fault.line,
    },
  };
}

function stepped({ live: _, notes: __, shared, ...rest }: Outcome): api.Stepped {
  return { ...rest, ...(shared ? { shared } : {}) };
}
