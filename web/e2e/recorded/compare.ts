// What may differ between a recorded outcome of a call and today's, and what may not.

import type { Call, Outcome, RecordedError } from './play.mjs';

/** A log and the calls that were made of it, one after the other. */
export interface Recording {
  /** NDJSON that the log is filled with; `''` for an empty log, `null` for the sample shop. */
  fill: string | null;
  recorded: ({ call: Call } & Outcome)[];
}

/** What was changed on purpose since the calls were recorded, and why. */
export interface Changes {
  /** Messages that say the same in other words: the one before, the one now. */
  reworded: { why: string; messages: [before: string, now: string][] }[];
  /** Calls of which something else comes now, because what came before was a defect. */
  mended: { why: string; calls: Mended[] }[];
}

/** A call, the recording that it is in, and what comes of it now. */
export type Mended = { log: string; call: Call } & (
  | { answer: unknown }
  | { error: { code: string; message: string } }
);

/**
 * How today's outcome differs from the recorded one where it should not; `''` where it does not.
 *
 * @param isReworded whether a message, the first, may be another one by now.
 */
export function difference(
  recorded: Outcome,
  today: Outcome,
  isReworded: (before: string, now: string) => boolean,
): string {
  if ('answer' in recorded) {
    if ('error' in today) return `was answered, is refused: ${today.error.message}`;
    return differenceIn('answer', recorded.answer, today.answer);
  }
  const { code, message, details } = recorded.error;
  if ('answer' in today) return `was refused: ${message}, is answered`;
  if (isBare(recorded.error)) return whyUnnamed(today.error);
  const now = today.error;
  if (code !== now.code) return `code: was ${code}, is ${now.code}`;
  if (message === now.message) return differenceIn('details', details, now.details);
  if (isReworded(message, now.message)) return whyUnnamed(now);
  return `message: was “${message}”, is “${now.message}”`;
}

/** How today's outcome differs from what a call was mended to; `''` where it does not. */
export function unlikeMended(mended: Mended, today: Outcome): string {
  if ('answer' in mended && 'answer' in today)
    return differenceIn('answer', mended.answer, today.answer);
  if ('error' in mended && 'error' in today)
    return whyUnnamed(today.error) || differenceIn('error', mended.error, today.error);
  return `was mended, and is something else: ${JSON.stringify(today)}`;
}

/** Whether an error told a script nothing: a TypeError of the page's own code, or one in words of Go. */
function isBare({ name, message }: RecordedError): boolean {
  return name !== 'HindsightError' || message.includes('the shape of *main.');
}

/**
 * Why an error does not say, in words of JSON, which member is wrong; `''` where it does.
 *
 * @param member the one that it has to be, or a member of it; `''` for any.
 */
export function whyUnnamed({ name, code, message, details }: RecordedError, member = ''): string {
  if (name !== 'HindsightError' || code === null) return `is ${name} of code ${code}: ${message}`;
  // What is not known by its name: a projection, a command.
  if (code.startsWith('unknown_') && 'name' in details) return '';
  const { field } = details;
  if (typeof field !== 'string' || field === '') return `names no member: ${message}`;
  if (!message.includes(field)) return `does not say “${field}”: ${message}`;
  if (/\bGo\b|JS type|\*main|\[object|=>/.test(message))
    return `is not in JSON’s words: ${message}`;
  const [first] = field.split('.');
  return member === '' || first === member ? '' : `names ${field}, not ${member}: ${message}`;
}

/** How a value differs from what was recorded. Members may have been added. */
function differenceIn(where: string, before: unknown, now: unknown): string {
  const wrong = `${where}: was ${JSON.stringify(before)}, is ${JSON.stringify(now)}`;
  if (typeof before !== 'object' || before === null) return before === now ? '' : wrong;
  if (typeof now !== 'object' || now === null) return wrong;
  if (Array.isArray(before) !== Array.isArray(now)) return wrong;
  if (Array.isArray(before) && before.length !== (now as unknown[]).length) return wrong;
  for (const [name, value] of Object.entries(before)) {
    if (!Object.hasOwn(now, name)) return `${where}.${name}: is missing`;
    const found = differenceIn(`${where}.${name}`, value, (now as Record<string, unknown>)[name]);
    if (found) return found;
  }
  return '';
}
