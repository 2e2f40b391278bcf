/**
 * What a sandbox sends is checked here before anything is done with it: its worker runs code that nobody knows, which
 * may have changed what our own code in it does.
 */

import type { Description } from '../../definition/sandbox/description';
import type { Fault, Preview, Told } from '../../definition/sandbox/messages';
import type { Outcome } from '../../definition/sandbox/outcome';

/** A block of outcomes is at most this large: 4 MiB of text are sent at once, and one event may add two states of 16. */
const mostBytes = 160 << 20;
/** A text of an outcome: a state of 16 MiB is one. */
const longestText = 17 << 20;
const longestMessage = 1 << 20;
const mostItems = 100_000;

type Check = (value: unknown) => boolean;
type Checks<T> = { [Member in keyof Required<T>]: Check };

const isBoolean: Check = (value) => typeof value === 'boolean';
const isText: Check = (value) => typeof value === 'string' && value.length <= longestText;
const isMessage: Check = (value) => typeof value === 'string' && value.length <= longestMessage;
const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const oneOf =
  (...names: string[]): Check =>
  (value) =>
    names.includes(value as string);
const list =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.length <= mostItems && value.every(check);

function has<T>(checks: Checks<T>): Check {
  const members = Object.entries<Check>(checks);
  return (value) =>
    typeof value === 'object' &&
    value !== null &&
    members.every(([name, check]) => check((value as Record<string, unknown>)[name]));
}

const isNote = has({ code: isMessage, message: isMessage });

const isFailure = {
  code: oneOf('handler_error', 'state_error', 'limit_exceeded'),
  message: isText,
  line: orNull(isCount),
  column: orNull(isCount),
};

const isFault = has<Fault>({ ...isFailure, position: isCount });

const isDescription = has<Description>({
  engine: oneOf('v1', 'v2'),
  source: has({ all: isBoolean, streams: list(isText), categories: list(isText) }),
  partitioning: oneOf('none', 'stream', 'custom'),
  types: orNull(list(isText)),
  handlers: list(isText),
  special: list(isMessage),
  options: has<Description['options']>({
    includeLinks: isBoolean,
    reorderEvents: isBoolean,
    processingLag: (value) => typeof value === 'number',
    resultStreamName: orNull(isText),
    partitionResultPattern: orNull(isText),
  }),
  biState: isBoolean,
  outputsResult: isBoolean,
  transforms: isCount,
  logs: list(isText),
  notes: list(isNote),
  errors: list(
    has<Description['errors'][number]>({
      severity: oneOf('error'),
      code: oneOf('definition_error', 'refused'),
      message: isText,
      line: orNull(isCount),
      column: orNull(isCount),
    }),
  ),
});

const isStates = has({ before: orNull(isText), after: orNull(isText) });

const isOutcome = has<Outcome>({
  position: isCount,
  partition: orNull(isText),
  before: orNull(isText),
  after: orNull(isText),
  result: orNull(isText),
  live: isBoolean,
  shared: orNull(isStates),
  emitted: list(
    has<Outcome['emitted'][number]>({
      stream: isText,
      type: isText,
      data: isText,
      metadata: orNull(isText),
      link: orNull(has({ stream: isText, sequenceNumber: (value) => typeof value === 'number' })),
    }),
  ),
  logs: list(isText),
  skipped: orNull(has({ reason: isMessage, message: isMessage })),
  error: orNull(has(isFailure)),
  notes: list(isNote),
});

const isPreview = has<Preview>({
  events: isCount,
  handled: isCount,
  emitted: isCount,
  failures: isCount,
  fault: orNull(isFault),
  rows: list((row) => Array.isArray(row) && row.length === 2 && row.every(isText)),
  total: isCount,
});

const isBlock: Check = (value) => value instanceof ArrayBuffer && value.byteLength <= mostBytes;

const checks: Record<Told['told'], Check> = {
  defined: has({ description: isDescription }),
  loaded: () => true,
  ran: has({ outcomes: isBlock, over: isBoolean, emits: isBoolean, fault: orNull(isFault) }),
  stepped: has({ outcome: isOutcome }),
  previewed: has({ preview: isPreview }),
};

/** Whether what arrived from a sandbox is what one sends. */
export function isTold(value: unknown): value is Told {
  if (typeof value !== 'object' || value === null) return false;
  const { told } = value as { told?: unknown };
  return (
    typeof told === 'string' && Object.hasOwn(checks, told) && checks[told as Told['told']](value)
  );
}
