import { explained } from './chain';
import { EventClock } from './clock';
import { type DefinitionError, type Description, describe } from './description';
import { removeForeignGlobals } from './globals';
import { limits } from './limits';
import type { Note, Version } from './outcome';
import { Outputs } from './outputs';
import { Projection } from './projection';
import { ProjectionEvent } from './projection-event';
import { asFailure, Refusals, type SourcePlace } from './refusal';
import { Serializer } from './serializer';
import { refusals as refusalsOf } from './sources';
import { Vocabulary } from './vocabulary';

export interface DefineOptions {
  /** Whose rules hold. */
  engine: Version;
  /** Where the source is in the script, so that errors name its lines. */
  place: SourcePlace;
  /** The source; what `run` is written as where it is left out. */
  source?: string;
  /** Milliseconds of a clock that only goes forward. Without it nothing is said of what takes long. */
  now?: () => number;
}

export interface Defined {
  description: Description;
  /** `null` where there are errors. */
  projection: Projection | null;
}

/**
 * Runs a script and takes down what it says of itself. From now on the realm has the globals of the
 * server and no others, so it can be done once in a realm.
 *
 * @param run runs the user's source.
 */
export function define(run: () => void, options: DefineOptions): Defined {
  const { engine, place, now = null } = options;
  const said = new Vocabulary();
  const refusals = new Refusals();
  const source = options.source ?? Function.prototype.toString.call(run);
  const serializer = new Serializer(source);
  ProjectionEvent.suit(source);
  const outputs = new Outputs(serializer, refusals);
  const clock = new EventClock();
  removeForeignGlobals(globalThis);
  clock.install(globalThis);
  Object.defineProperty(globalThis, 'log', { value: outputs.log });

  const began = now?.() ?? 0;
  const thrown = definitionError(run, said, refusals, place);
  const took = (now?.() ?? 0) - began;

  put(outputs.functions);
  const errors = thrown
    ? [thrown]
    : refusalsOf(said, engine).map((sentence) => invalid('refused', sentence));
  const notes = took > limits.defineMs ? [slowDefinition(took)] : [];
  const description = { ...describe(said, engine), logs: outputs.takeLogs(), notes, errors };
  if (errors.length > 0) return { description, projection: null };
  const parts = { said, version: engine, serializer, refusals, outputs, clock, place, now };
  return { description, projection: new Projection(parts) };
}

function definitionError(
  run: () => void,
  said: Vocabulary,
  refusals: Refusals,
  place: SourcePlace,
): DefinitionError | null {
  const names = Object.entries(said.functions).map(([name, call]) => {
    const guarded = (...given: unknown[]) => {
      try {
        return call(...given);
      } catch (error) {
        return refusals.raise(error as never);
      }
    };
    return [name, guarded] as const;
  });
  put(Object.fromEntries(names));
  try {
    run();
    refusals.check();
    return null;
  } catch (thrown) {
    const { message, line, column } = asFailure(thrown, place);
    return invalid('definition_error', explained(message), line, column);
  } finally {
    said.close();
    for (const [name] of names) Reflect.deleteProperty(globalThis, name);
  }
}

function put(functions: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(functions)) {
    Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
  }
}

function invalid(
  code: DefinitionError['code'],
  message: string,
  line: number | null = null,
  column: number | null = null,
): DefinitionError {
  return { severity: 'error', code, message, line, column };
}

function slowDefinition(took: number): Note {
  const message = `The definition took ${Math.round(took)} ms; KurrentDB allows ${limits.defineMs} ms.`;
  return { code: 'slow', message };
}
