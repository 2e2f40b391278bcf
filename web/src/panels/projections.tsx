import { useComputed } from '@preact/signals';
import { Fragment } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Projection } from '../engine/api';
import { asking, useAnswer } from '../state/answer';
import { comparing } from '../state/comparison';
import { job } from '../state/job';
import { epoch, lastPosition } from '../state/log';
import { mostPanes, type Pane, panes } from '../state/panes';
import { divided, partOf } from '../state/shares';
import { paneShares } from '../state/sizes';
import { unwrittenOf, writtenFirst } from '../state/unwritten';
import { moment, viewed } from '../state/view';
import { Icon } from '../widgets/icon';
import { Splitter } from '../widgets/splitter';
import { CompareButton, CompareRangeButton } from './comparison';
import { Ends } from './ends';
import { FindButton } from './find';
import { openAnother } from './pane-moves';
import { PaneFacts, ProjectionPane, paneId } from './projection-pane';

/**
 * Shows what another log does have something for, once, where the projection that was shown before is
 * one that it has nothing for. From then on whoever chooses such a one means it.
 */
function useFitting(
  pane: Pane | undefined,
  usual: string | undefined,
  unwritten: ReadonlySet<string>,
  answered: number | undefined,
): void {
  const fitted = useRef(epoch.peek());
  // Of a log that is still on its way nobody knows what it will have.
  const isThere = useComputed(() => lastPosition.value > 0 && job.value?.phase !== 'running').value;
  useEffect(() => {
    if (!isThere || answered !== epoch.peek() || fitted.current === answered) return;
    fitted.current = answered;
    if (pane && usual && unwritten.has(pane.projection)) pane.show(usual);
  });
}

/** Which log an answer is about that has events in it. */
function epochOfEvents(
  answer: { epoch: number; found: readonly Projection[] } | null,
): number | undefined {
  return answer?.found.some(({ at }) => at.position > 0) ? answer.epoch : undefined;
}

/** The read models, as they were at the viewed moment: one, or a few side by side. */
export function ProjectionsPanel() {
  const latest = useAnswer(() =>
    asking([{ ask: 'projections' }], (found) => ({ epoch: epoch.peek(), found })),
  );
  // Of the latest moment nothing else is to be asked.
  const past = useAnswer(
    () => moment.value && asking([{ ask: 'projections', ...viewed.value }], (past) => past),
  );
  const unwritten = unwrittenOf(latest.value.value?.found ?? []);
  // The order of the tabs is the log's, whatever moment is viewed: they are there once that is known.
  const known = latest.value.value && (past.value.value ?? latest.value.value.found);
  const all = writtenFirst(known ?? [], unwritten);
  const [first] = all;
  const [pane] = panes.value;
  if (pane?.projection === '' && first) pane.show(first.name);
  const alone = panes.value.length === 1 ? pane : undefined;
  useFitting(alone, first?.name, unwritten, epochOfEvents(latest.value.value));
  return (
    <section class="panel projections" aria-labelledby="projections-title">
      <div class="panel-head">
        <h2 id="projections-title">Projections</h2>
        {alone && <PaneFacts pane={alone} all={all} />}
        <div class="panel-actions">
          {alone && <FindButton pane={alone} />}
          <CompareRangeButton />
          <CompareButton />
          <BesideButton />
        </div>
      </div>
      {comparing.value && <Ends />}
      <div class="panes">
        {panes.value.map((pane, i) => (
          <Fragment key={pane.id}>
            {i > 0 && <PaneSplitter index={i - 1} />}
            <ProjectionPane
              pane={pane}
              number={alone ? 0 : i + 1}
              all={all}
              unwritten={unwritten}
            />
          </Fragment>
        ))}
      </div>
    </section>
  );
}

/** Opens one more pane. */
function BesideButton() {
  const full = panes.value.length >= mostPanes;
  return (
    <button
      type="button"
      class="square"
      aria-label="Open another projection beside"
      title={full ? 'No room for more' : 'Open another projection beside (o)'}
      aria-disabled={full}
      onClick={() => full || openAnother()}
    >
      <Icon name="beside" />
    </button>
  );
}

/** The boundary after a pane. */
function PaneSplitter({ index }: { index: number }) {
  return (
    <Splitter
      label={`Width of pane ${index + 1}`}
      controls={paneId(panes.value[index])}
      part={partOf(paneShares.value, index)}
      onPart={(part) => {
        paneShares.value = divided(paneShares.value, index, part);
      }}
    />
  );
}
