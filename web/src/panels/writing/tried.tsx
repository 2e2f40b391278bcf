import type { Diagnostic } from '../../engine/api';
import { isOld, notTried, selectedStream, tried, tryOn } from '../../state/trying';
import { select } from '../../state/view';
import { oneLine, plural, showCount } from '../../text/show';
import { stateTable } from '../../text/state-table';
import { Segmented } from '../../widgets/segmented';
import { Value } from '../value';

/** Rows that are shown of what came out. */
const mostRows = 100;

/** What the source makes of some events, as it is written. */
export function Tried() {
  return (
    <section class="tried" aria-labelledby="tried-title">
      <div class="tried-head">
        <h3 id="tried-title">Tried on</h3>
        {selectedStream.value === '' ? (
          <span>the first 1,000 events</span>
        ) : (
          <Segmented
            label="Try it on"
            value={tryOn.value}
            choices={[
              ['first', 'the first 1,000 events'],
              ['selected', oneLine(selectedStream.value, 30)],
            ]}
            onValue={(value) => {
              tryOn.value = value;
            }}
          />
        )}
      </div>
      <Outcome />
    </section>
  );
}

function Outcome() {
  const outcome = tried.value;
  const [error] = notTried.value;
  return (
    <>
      {error && <p class="note wrong">{sentence(error)}</p>}
      {!outcome && !error && <p class="empty">…</p>}
      {outcome && (
        <>
          <Facts />
          <Rows />
        </>
      )}
    </>
  );
}

/** A diagnostic with its place. */
export function sentence({ line, message }: Diagnostic): string {
  return line === undefined || line === null ? message : `Line ${line}: ${message}`;
}

function Facts() {
  const outcome = tried.value;
  if (!outcome) return null;
  const { events, handled, emitted, failures, fault, total, logs } = outcome;
  return (
    <>
      <p class={isOld.value ? 'count of' : 'count'} role="status">
        {plural(total, 'row')} of {plural(events, 'event')}, {showCount(handled)} handled
        {emitted > 0 && `, ${showCount(emitted)} emitted`}
      </p>
      {failures > 0 && fault && (
        <p class="note wrong">
          {plural(failures, 'event')} failed, first{' '}
          <button type="button" class="link wrong" onClick={() => select(fault.position)}>
            event {showCount(fault.position)}
          </button>
          : {fault.message}
          {fault.line !== null && ` (line ${fault.line})`}
        </p>
      )}
      {logs.length > 0 && (
        <pre class="code logged">
          {logs
            .slice(0, 20)
            .map((line) => oneLine(line, 500))
            .join('\n')}
        </pre>
      )}
    </>
  );
}

function Rows() {
  const outcome = tried.value;
  if (!outcome) return null;
  const { columns, rows } = stateTable(outcome.rows.slice(0, mostRows));
  return (
    // What scrolls has to be reachable by keyboard.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section class={isOld.value ? 'table-frame old' : 'table-frame'} aria-label="Rows" tabIndex={0}>
      <table class="table">
        <caption class="hidden">What the source makes of these events</caption>
        <thead>
          <tr>
            <th scope="col">key</th>
            {columns.map((name) => (
              <th key={name} scope="col">
                {oneLine(name, 60)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, values }) => (
            <tr key={key}>
              <th scope="row">{key === '' ? <span class="none">–</span> : oneLine(key, 200)}</th>
              {values.map((value, i) => (
                <td key={columns[i]} title={oneLine(value, 500)}>
                  <Value type="json" value={value} year="" />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {outcome.total > rows.length && (
        <p class="empty">The first {showCount(rows.length)} rows are shown.</p>
      )}
    </section>
  );
}
