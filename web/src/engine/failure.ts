import type { ErrorCode, HindsightError } from './api';

/** What the engine says instead of an answer. */
export interface Refusal {
  code: string;
  message: string;
  /** JSON text of an object, or `''`. */
  details: string;
}

/** The one kind of error that leaves the engine client. */
export class EngineError extends Error implements HindsightError {
  override readonly name = 'HindsightError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

/** Makes an error of a refusal. */
export function refused({ code, message, details }: Refusal): EngineError {
  return new EngineError(code as ErrorCode, message, details ? JSON.parse(details) : {});
}

/** The error for calls that an ended engine can't answer. */
export function stopped(reason: string): EngineError {
  return new EngineError('engine_stopped', `The engine stopped: ${reason}`, { reason });
}

/** Whether an answer did not come because its engine ended, was left for another log, or can’t read the log’s file. */
export function isStopped(error: (Error & { code?: string }) | null): boolean {
  return error?.code === 'engine_stopped' || error?.code === 'storage_version';
}

/** Any thrown thing as an {@link EngineError}: what is not one is a fault of ours. */
export function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EngineError('engine_panic', message);
}

/** The error for what its caller ended. */
export function aborted(message: string, done: object = {}): EngineError {
  return new EngineError('aborted', message, { ...done });
}

/** What is waited for; rejects with `aborted` as soon as a signal says that nobody waits any more. */
export function unlessAborted<T>(waited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return waited;
  return new Promise((resolve, reject) => {
    const abort = () => reject(aborted('It was cancelled before it began'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
