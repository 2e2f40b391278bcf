/** What is said where something asked of own projections can't be done. */

import type { PlainError } from '../errors';
import { NoFrame } from './frame-control';
import { Silent, silenceMs } from './sandbox';

/** An error in the place of an answer. */
export interface Refusal {
  error: PlainError;
}

/** A source can't be run. */
export function refused(diagnostics: object[]): Refusal {
  const [first] = diagnostics as { message: string }[];
  const message = `The projection can’t be run: ${first?.message}`;
  return plain('invalid_definition', message, { diagnostics });
}

/** A source was not run to its end. */
export function notRun(error: Error): Refusal {
  if (error instanceof NoFrame) return plain('sandbox_refused', error.message);
  const silent = error instanceof Silent;
  const message = silent
    ? `It did not end within ${silenceMs / 1_000} seconds`
    : `The sandbox failed: ${error.message}`;
  const code = silent ? 'timeout' : 'definition_error';
  return refused([{ severity: 'error', code, message, line: null, column: null }]);
}

/** There is no own projection of a name. */
export function unknown(name: string): Refusal {
  const message = `got the projection “${name}”, want one that was defined`;
  return plain('unknown_projection', message, { name });
}

/** There is no such revision of one. */
export function unknownRevision(got: number, kept: readonly number[]): Refusal {
  const message = `revision: got ${got}, want ${kept.join(' or ')}`;
  return plain('invalid_query', message, { field: 'revision', got: `${got}` });
}

/** A projection has stopped before an event. */
export function beyond(position: number, fault: number): Refusal {
  const message = `position: got ${position}, want at most ${fault}, at which the projection stopped`;
  return plain('invalid_query', message, { field: 'position', got: `${position}` });
}

function plain(code: string, message: string, details?: object): Refusal {
  return { error: { code, message, details: details ? JSON.stringify(details) : '' } };
}
