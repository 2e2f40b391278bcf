import type { AppendOptions, Question } from './api';
import { asEngineError, EngineError } from './errors';

/** The error for what a caller did not give. */
export function notGiven(field: string, given: unknown, want: string): EngineError {
  return wrong({ field, got: told(given), want });
}

/** A member that is not what it has to be, in words. */
interface Wrong {
  field: string;
  got: string;
  want: string;
}

function wrong({ field, got, want }: Wrong): EngineError {
  const details = { field, got, want };
  return new EngineError('invalid_query', `${field}: got ${got}, want ${want}`, details);
}

/** What was given, in words of JSON: a number, true, false and null as they are, of all else what kind of thing it is. */
export function told(given: unknown): string {
  switch (typeof given) {
    case 'undefined':
      return 'nothing';
    case 'string':
    case 'function':
    case 'symbol':
    case 'bigint':
      return `a ${typeof given}`;
    case 'object':
      if (given !== null) return Array.isArray(given) ? 'an array' : 'an object';
  }
  return String(given);
}

/**
 * Finds what JSON would change or leave out: a number that is not finite, a bigint, a function, a symbol, an object
 * that holds itself. `null` when there is none.
 *
 * @param field the name of the value; its members are named by the names that lead to them, as in `at.position`.
 */
export function unholdable(
  field: string,
  value: unknown,
  around: readonly object[] = [],
): Wrong | null {
  if (typeof value === 'number' && !Number.isFinite(value))
    return { field, got: String(value), want: 'a finite number' };
  if (['function', 'symbol', 'bigint'].includes(typeof value))
    return { field, got: told(value), want: 'what JSON can hold' };
  if (typeof value !== 'object' || value === null) return null;
  if (around.includes(value))
    return { field, got: 'an object that holds itself', want: 'what JSON can hold' };
  for (const [name, member] of Object.entries(value)) {
    const path = field ? `${field}.${name}` : name;
    const found = unholdable(Array.isArray(value) ? field : path, member, [...around, value]);
    if (found) return found;
  }
  return null;
}

/**
 * A question as JSON text. Throws `invalid_query` for what {@link unholdable} finds.
 *
 * @param members what is undefined counts as absent.
 */
export function questionText(ask: string, members: object): string {
  return written({ ...members, ask });
}

/** Questions as JSON texts, each on its own. */
export function questionsText(questions: readonly object[]): string[] {
  return questions.map(written);
}

/** The questions of a batch, each as JSON text, or why it is none. */
export function batchTexts(questions: readonly Question[]): (string | EngineError)[] {
  if (!Array.isArray(questions)) throw notGiven('questions', questions, 'an array of questions');
  // Not map, which would pass over the gaps of an array that has some.
  return Array.from(questions, (question) => {
    try {
      return written(question ?? null);
    } catch (error) {
      return asEngineError(error);
    }
  });
}

function written(question: unknown): string {
  try {
    const found = unholdable('', question);
    if (found) throw wrong({ ...found, field: found.field || 'question' });
    return JSON.stringify(question);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    const got = error instanceof Error ? error.message : String(error);
    throw wrong({ field: 'question', got, want: 'what JSON can hold' });
  }
}

/** An append's conditions as the Go program takes them. */
export function flatConditions({
  expectedVersion = 'any',
  idempotent = false,
}: AppendOptions): object {
  return typeof expectedVersion === 'number'
    ? { condition: 'exact', version: expectedVersion, idempotent }
    : { condition: expectedVersion, version: 0, idempotent };
}
