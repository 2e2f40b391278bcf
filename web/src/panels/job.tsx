import type { ImportedProjection, ImportSummary } from '../engine/api';
import { openDialog } from '../state/dialog';
import { job, outcome, putJobAway, type ShownJob, wayMade } from '../state/job';
import { plural, showCount } from '../text/show';

/** The long work under way, or what came of it. It stands above the page and moves nothing. */
export function JobCard() {
  const shown = job.value;
  if (!shown) return null;
  return (
    <section class={`job ${shown.phase}`} aria-label="Import and generation">
      {shown.phase === 'running' ? <Running shown={shown} /> : <Ended shown={shown} />}
    </section>
  );
}

function Running({ shown }: { shown: ShownJob }) {
  const { title, share, appended, cancel } = shown;
  return (
    <>
      <p class="job-title" id="job-title">
        {title}
      </p>
      <progress max={1} value={share} aria-labelledby="job-title" />
      <div class="form-foot">
        <span class="count">
          {Math.floor(share * 100)} %, {plural(appended, 'event')} appended
        </span>
        <button type="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </>
  );
}

function Ended({ shown }: { shown: ShownJob }) {
  return (
    <>
      <p class={shown.phase === 'failed' ? 'job-title wrong' : 'job-title'}>{outcome(shown)}</p>
      {shown.madeWay && <p>{wayMade(shown)}</p>}
      {shown.again && <Raised />}
      {shown.summary && <Summary summary={shown.summary} />}
      <div class="form-foot">
        <button type="button" onClick={putJobAway}>
          Close
        </button>
      </div>
    </>
  );
}

/** Recorded times never decrease: what that means for a log that was put behind a later one. */
function Raised() {
  return (
    <p class="job-raised">
      The log already had later events, so these were recorded at the time of the last of them:
      among them you can travel by position only.{' '}
      <button type="button" class="link" onClick={() => openDialog('alone')}>
        Clear the log and take these alone…
      </button>
    </p>
  );
}

function Summary({ summary }: { summary: ImportSummary }) {
  const { format, appended, duplicates, rejected, reasons, projections = [] } = summary;
  return (
    <>
      <dl class="job-facts">
        <dt>Format</dt>
        <dd>{format}</dd>
        <dt>Appended</dt>
        <dd>{showCount(appended)}</dd>
        <dt>Known already</dt>
        <dd>{showCount(duplicates)}</dd>
        <dt>Set aside</dt>
        <dd>{showCount(rejected)}</dd>
      </dl>
      {projections.length > 0 && <Projections projections={projections} />}
      {reasons.length > 0 && <Reasons summary={summary} />}
    </>
  );
}

/** What became of the projections that came with a log. */
function Projections({ projections }: { projections: readonly ImportedProjection[] }) {
  return (
    <ul class="job-projections" aria-label="Projections">
      {projections.map(({ name, outcome, as, message }) => (
        <li key={name} class={outcome === 'refused' ? 'wrong' : undefined}>
          {name}:{' '}
          {outcome === 'refused'
            ? `not defined. ${message}`
            : `${said[outcome]}${renamed(name, as)}`}
        </li>
      ))}
    </ul>
  );
}

const said = { defined: 'defined', known: 'there already' };

function renamed(name: string, as: string): string {
  return as === name ? '' : `, as ${as}`;
}

function Reasons({ summary: { rejected, reasons } }: { summary: ImportSummary }) {
  return (
    <>
      {rejected > reasons.length && (
        <p class="count">The first {showCount(reasons.length)} of them:</p>
      )}
      {/* What scrolls has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="job-reasons" aria-label="Lines set aside" tabIndex={0}>
        <table class="table">
          <thead>
            <tr>
              <th scope="col" class="number">
                Line
              </th>
              <th scope="col">Code</th>
              <th scope="col">Reason</th>
            </tr>
          </thead>
          <tbody>
            {reasons.map(({ line, code, message }, index) => (
              // A line can be set aside for two reasons.
              <tr key={index}>
                <td class="number">{showCount(line)}</td>
                <td>
                  <code>{code}</code>
                </td>
                <td class="reason">{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
