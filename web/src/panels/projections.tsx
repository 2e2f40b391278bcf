import { Fragment } from 'preact';
import { comparing } from '../state/diff';
import { mostPanes, panes } from '../state/panes';
import { divided, partOf } from '../state/shares';
import { paneShares } from '../state/sizes';
import { writeNew } from '../state/writing';
import { Icon } from '../widgets/icon';
import { Splitter } from '../widgets/splitter';
import { CompareButton, CompareRangeButton } from './diff';
import { Ends } from './ends';
import { FindButton } from './find';
import { DroppedBar } from './own-facts';
import { openAnother } from './pane-moves';
import { PaneFacts, ProjectionPane, paneId } from './projection-pane';
import { RenameBar } from './rename-bar';
import { newButtonId } from './writing/panel';

/** The read models, as they were at the viewed moment: one, or a few side by side. */
export function ProjectionsPanel() {
  const [pane] = panes.value;
  const alone = panes.value.length === 1 ? pane : undefined;
  return (
    <section class="panel projections" aria-labelledby="projections-title">
      <div class="panel-head">
        <h2 id="projections-title">Projections</h2>
        {alone && <PaneFacts pane={alone} />}
        <div class="panel-actions">
          {alone && <FindButton pane={alone} />}
          <CompareRangeButton />
          <CompareButton />
          <BesideButton />
          <button type="button" id={newButtonId} onClick={writeNew}>
            New projection…
          </button>
        </div>
      </div>
      {comparing.value && <Ends />}
      <DroppedBar />
      <RenameBar />
      <div class="panes">
        {panes.value.map((pane, i) => (
          <Fragment key={pane.id}>
            {i > 0 && <PaneSplitter index={i - 1} />}
            <ProjectionPane pane={pane} number={alone ? 0 : i + 1} />
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
