import type { AppendOptions, Question } from './api';
import { EngineError } from './failure';

/** What a caller has to give, such as a query; throws `invalid_query` for anything else. */
export function anObject<T extends object>(field: string, given: T): T {
  if (typeof given === 'object' && given !== null) return given;
  throw notGiven(field, given, 'an object');
}

/** The error for what a caller did not give. */
export function notGiven(field: string, given: unknown, want: string): EngineError {
  const got = given === undefined ? 'nothing' : String(given);
  return new EngineError('invalid_query', `${field}: got ${got}, want ${want}`, {
    field,
    got,
    want,
  });
}

/**
 * A question as JSON text. Throws `invalid_query` for what JSON would change or leave out: a number that is not
 * finite, a bigint, a function, a symbol, an object that holds itself.
 *
 * @param members what is undefined counts as absent.
 */
export function questionText(ask: string, members: object): string {
  const own = typeof members === 'object' ? members : anObject('query', members);
  return writtenAs('question', { ...own, ask });
}

/** Questions as JSON texts, each on its own. */
export function questionsText(questions: readonly Question[]): string[] {
  return questions.map((question) => writtenAs('question', question));
}

/** Questions as the JSON text of a batch. */
export function askText(questions: readonly Question[]): string {
  if (!Array.isArray(questions)) throw notGiven('questions', questions, 'an array of questions');
  return writtenAs('questions', questions);
}

function writtenAs(whole: string, value: unknown): string {
  try {
    return JSON.stringify(value, onlyJson);
  } catch (error) {
    if (error instanceof EngineError) throw error;
    throw notGiven(whole, error instanceof Error ? error.message : error, 'what JSON can hold');
  }
}

function onlyJson(name: string, value: unknown): unknown {
  const kind = typeof value;
  if (kind === 'number' && !Number.isFinite(value)) throw notGiven(name, value, 'a finite number');
  if (kind === 'function' || kind === 'symbol' || kind === 'bigint')
    throw notGiven(name, `a ${kind}`, 'what JSON can hold');
  return value;
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
