import type { Emitted, StepError, Stepped } from '../engine/api';
import type { RevisionState } from '../engine/own/revision';
import { useAnswer } from '../state/answer';
import { stepOf } from '../state/stepping';
import { oneLine, plural, showCount } from '../text/show';
import { StateAround } from './state-around';
import { RowMoves, StepHead } from './step-moves';

/** Entries of a list that are shown: an event may emit thousands. */
const mostListed = 20;
/** Characters of a text that a line may show. */
const mostShown = 400;

/** All that an event did in an own projection. */
export function StepOfOwn({
  name,
  title = name,
  revision,
  position,
}: {
  /** The projection's. */
  name: string;
  title?: string;
  revision: RevisionState;
  position: number;
}) {
  const answer = useAnswer(() => stepOf(name, position, revision.revision), 'step');
  const { value: step, error } = answer.value;
  const partition = step?.partition ?? null;
  return (
    <>
      <StepHead name={name} title={title}>
        {partition !== null && (
          <span class="row-moves">
            {partition !== '' && <span class="of">partition</span>}
            <RowMoves projection={name} rowKey={partition} />
          </span>
        )}
      </StepHead>
      {error ? (
        <p class="count wrong">{error.message}</p>
      ) : (
        <Step step={step} name={name} revision={revision} isAwaited={step?.position !== position} />
      )}
    </>
  );
}

/** What came of an event; the last that is known stays for the moment that the next one takes. */
function Step({
  step,
  name,
  revision,
  isAwaited,
}: {
  step: Stepped | null;
  name: string;
  revision: RevisionState;
  isAwaited: boolean;
}) {
  if (!step || (isAwaited && revision.state === 'running')) {
    return <Awaited name={name} state={revision.state} />;
  }
  return (
    <div class="did-what" aria-busy={isAwaited}>
      {step.error && <Wrong error={step.error} source={revision.source} />}
      {step.skipped && (
        <p class="skipped">
          Nothing happened: {step.skipped.message} <code>{step.skipped.reason}</code>
        </p>
      )}
      <div class="did-parts">
        <States step={step} />
        <EmittedList emitted={step.emitted} />
        <Logs logs={step.logs} />
      </div>
    </div>
  );
}

/** It is stepped once all is folded: the states that the event met are there by then. */
function Awaited({ name, state }: { name: string; state: RevisionState['state'] }) {
  if (state !== 'running') return <p class="count">…</p>;
  return <p class="count">What it did is told once “{name}” has caught up.</p>;
}

function States({ step: { before, after, result, shared, skipped, error } }: { step: Stepped }) {
  const changed = before !== after || (!skipped && !error);
  return (
    <>
      {changed && <StateAround title="State" before={before} after={after} />}
      {result !== null && result !== after && (
        <StateAround title="Result" before={result} after={result} />
      )}
      {shared && (changed || shared.before !== shared.after) && (
        <StateAround title="Shared state" before={shared.before} after={shared.after} />
      )}
    </>
  );
}

/** Why an event could not be applied, and where in the source. */
function Wrong({ error, source }: { error: StepError; source: string }) {
  const { code, message, line, column } = error;
  return (
    <div class="alert">
      <p>
        {message} <code>{code}</code>
      </p>
      {line !== null && <SourceLine source={source} line={line} column={column} />}
      <p class="count">The event changed nothing.</p>
    </div>
  );
}

/** A line of the source, and the place in it. */
function SourceLine({
  source,
  line,
  column,
}: {
  source: string;
  line: number;
  column: number | null;
}) {
  const text = source.split(/\r\n?|[\n\u2028\u2029]/)[line - 1] ?? '';
  const indent = text.length - text.trimStart().length;
  const at = Math.max(indent, (column ?? 1) - 1);
  return (
    <p class="source-line">
      <span class="of">
        line {showCount(line)}
        {column !== null && `, column ${showCount(column)}`}
      </span>
      <code>
        {oneLine(text.slice(indent, at), mostShown)}
        {column === null ? (
          oneLine(text.slice(at), mostShown)
        ) : (
          <mark>{oneLine(text.slice(at), mostShown)}</mark>
        )}
      </code>
    </p>
  );
}

function EmittedList({ emitted }: { emitted: readonly Emitted[] }) {
  if (emitted.length === 0) return null;
  return (
    <div>
      <h4>Emitted</h4>
      <ul class="emitted">
        {emitted.slice(0, mostListed).map((event, i) => (
          // Two may be the same, and none comes or goes.
          <li key={i}>
            <EmittedEvent event={event} />
          </li>
        ))}
      </ul>
      <Others count={emitted.length - mostListed} />
    </div>
  );
}

function EmittedEvent({ event }: { event: Emitted }) {
  const { stream, type, data, metadata, link } = event;
  const to = <code>{oneLine(stream, 200)}</code>;
  if (link || type === '$@') {
    return (
      <>
        {type === '$@' ? 'linked the stream ' : 'linked event '}
        <code>{oneLine(data, 200)}</code> to {to}
      </>
    );
  }
  return (
    <>
      <strong>{oneLine(type, 200)}</strong> to {to} <code>{oneLine(data, mostShown)}</code>
      {metadata !== null && (
        <>
          {' '}
          with metadata <code>{oneLine(metadata, mostShown)}</code>
        </>
      )}
    </>
  );
}

function Logs({ logs }: { logs: readonly string[] }) {
  if (logs.length === 0) return null;
  return (
    <div>
      <h4>Logged</h4>
      <ol class="logged">
        {logs.slice(0, mostListed).map((text, i) => (
          <li key={i}>
            {text === '' ? (
              <span class="of">an empty line</span>
            ) : (
              <code>{oneLine(text, mostShown)}</code>
            )}
          </li>
        ))}
      </ol>
      <Others count={logs.length - mostListed} />
    </div>
  );
}

function Others({ count }: { count: number }) {
  return count > 0 ? <p class="count">and {plural(count, 'other')}</p> : null;
}
