// The recorded calls that ask a question, asked together: a batch of questions for each run of them.

import type { Call, Outcome } from './play.mjs';

/** The methods that ask a question, and the question's members that their first arguments are. */
const asking: Record<string, string[]> = {
  events: [],
  projections: [],
  table: ['name'],
  row: ['name', 'key'],
  diff: ['name'],
  lineage: ['name', 'key'],
  find: ['name'],
  failures: ['name'],
  histogram: [],
  commands: [],
  stats: [],
};

/** Those that ask nothing without a query. */
const needQuery = ['diff', 'find', 'histogram'];

/** Where a batch is among the calls, and where the calls are that ask its questions one by one. */
export interface Batch {
  index: number;
  alone: number[];
}

/** The calls, and after each run of those that ask a question one call that asks all of these together. */
export function withBatches(calls: Call[]): { played: Call[]; own: number[]; batches: Batch[] } {
  const played: Call[] = [];
  const own: number[] = [];
  const batches: Batch[] = [];
  let questions: object[] = [];
  let alone: number[] = [];
  const flush = () => {
    if (questions.length > 0) {
      batches.push({ index: played.length, alone });
      played.push(['ask', questions]);
    }
    questions = [];
    alone = [];
  };
  for (const call of calls) {
    const [name] = call;
    if (!(name in asking)) flush();
    own.push(played.length);
    const question = questionOf(call);
    if (question) {
      questions.push(question);
      alone.push(played.length);
    }
    played.push(call);
  }
  flush();
  return { played, own, batches };
}

/** The question that a call asks; `null` where it asks none, or stands for one that can't be written down. */
function questionOf([ask, ...args]: Call): object | null {
  const members = asking[ask];
  if (!members) return null;
  const { [members.length]: query = needQuery.includes(ask) ? null : {} } = args;
  if (typeof query !== 'object' || query === null || '$' in query) return null;
  const first = Object.fromEntries(members.map((member, i) => [member, args[i]]));
  return { ...query, ...(args.length > 0 ? first : {}), ask };
}

/** How what a batch answered is not what came of each call alone. */
export function unlikeAlone(
  { index, alone }: Batch,
  played: Call[],
  outcomes: Outcome[],
): string[] {
  const together = outcomes[index] as Outcome;
  if ('error' in together) return [`the batch of ${alone.length}: ${together.error.message}`];
  const answers = together.answer as unknown[];
  return alone.flatMap((at, i) => {
    const expected = JSON.stringify(comparable(outcomes[at] as Outcome));
    const got = JSON.stringify(comparable(asOutcome(answers[i])));
    const said = JSON.stringify(played[at]).slice(0, 120);
    return got === expected ? [] : [`${said}: alone ${expected}, in a batch ${got}`];
  });
}

function asOutcome(answer: unknown): Outcome {
  const isError = typeof answer === 'object' && answer !== null && 'error' in answer;
  return isError ? (answer as Outcome) : { answer };
}

/** Without what only the page knows, and `details` that are words of the message. */
function comparable(outcome: Outcome): unknown {
  if ('error' in outcome) {
    const { code, message, details } = outcome.error;
    const { got: _, want: __, ...facts } = details;
    return { code, message, details: facts };
  }
  const { answer } = outcome;
  if (typeof answer !== 'object' || answer === null || !('projectionBytes' in answer))
    return answer;
  const pages = ['wasmMemory', 'storage', 'file', 'firstRecorded', 'lastRecorded'];
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !pages.includes(name)));
}
