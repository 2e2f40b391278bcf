import type { Failure, FailureCode } from './outcome';

/** Is thrown where the engine, rather than the user's code, finds that something can't be done. */
export class Refusal extends Error {
  constructor(
    readonly code: FailureCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * The first refusal since it was last cleared. On the server, an error of the interface goes through
 * the user's `try` uncaught, so one that was caught fails the event all the same.
 */
export class Refusals {
  #first: Refusal | null = null;

  /** Throws, and remembers it. */
  raise(refusal: Refusal): never {
    this.#first ??= refusal;
    throw refusal;
  }

  /** Throws what was raised, if the user's code caught it. */
  check(): void {
    if (this.#first) throw this.#first;
  }

  clear(): void {
    this.#first = null;
  }
}

/** Where the user's source is in the script that runs it. */
export interface SourcePlace {
  /** The script's line on which the source begins, from 1 on. */
  firstLine: number;
  /** How many lines the source has. */
  lines: number;
}

/** What was thrown as a failure, with its place in the user's source. */
export function asFailure(thrown: unknown, place: SourcePlace): Failure {
  const code = thrown instanceof Refusal ? thrown.code : 'handler_error';
  return { code, message: messageOf(thrown), ...positionOf(thrown, place) };
}

/** A thrown value may be anything, and may throw again when it is asked for its text. */
function messageOf(thrown: unknown): string {
  try {
    if (thrown instanceof Refusal) return thrown.message;
    if (thrown instanceof Error) return `${thrown.name}: ${thrown.message}`;
    return `Something that is no Error was thrown: ${String(thrown)}`;
  } catch {
    return 'Something was thrown that has no text.';
  }
}

/** The topmost frame within the source, which no other line of the script is in. Chromium and Firefox both end a frame with `:line:column`. */
function positionOf(thrown: unknown, place: SourcePlace): Pick<Failure, 'line' | 'column'> {
  for (const frame of framesOf(thrown)) {
    const found = /:(\d+):(\d+)\)?$/.exec(frame);
    if (!found) continue;
    const line = Number(found[1]) - place.firstLine + 1;
    if (line >= 1 && line <= place.lines) return { line, column: Number(found[2]) };
  }
  return { line: null, column: null };
}

function framesOf(thrown: unknown): string[] {
  try {
    const { stack } = thrown as { stack?: unknown };
    return typeof stack === 'string' ? stack.split('\n') : [];
  } catch {
    return [];
  }
}
