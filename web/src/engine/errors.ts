import type { ErrorCode, HindsightError } from './api';

/** An error as the Go program and the worker send it, in an answer's place: a plain object. */
export interface PlainError {
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

/** Makes an error, to be thrown, of a plain one. */
export function errorFrom({ code, message, details }: PlainError): EngineError {
  return new EngineError(code as ErrorCode, message, details ? JSON.parse(details) : {});
}

/** The error that stands in the place of a question's answer; `null` when the question has one. */
export function errorIn(answer: unknown): EngineError | null {
  const { error } = (answer ?? {}) as { error?: Pick<EngineError, 'code' | 'message' | 'details'> };
  return error ? new EngineError(error.code, error.message, error.details) : null;
}

/** The error for calls that an ended engine can't answer. */
export function stopped(reason: string): EngineError {
  return new EngineError('engine_stopped', `The engine stopped: ${reason}`, { reason });
}

/** Whether an answer did not come because its engine ended, was left for another log, or can’t read the log’s file. */
export function isStopped(error: (Error & { code?: string }) | null): boolean {
  return error?.code === 'engine_stopped' || error?.code === 'storage_version';
}

/** Makes an {@link EngineError} of anything that was thrown. Whatever was not one is a mistake in this code. */
export function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new EngineError('engine_panic', message);
}

/** The error for work that its caller cancelled. */
export function aborted(message: string, done: object = {}): EngineError {
  return new EngineError('aborted', message, { ...done });
}

/** Waits for a promise, or rejects with `aborted` as soon as the signal is aborted. */
export function unlessAborted<T>(waited: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return waited;
  return new Promise((resolve, reject) => {
    const abort = () => reject(aborted('It was cancelled before it began'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    waited.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
