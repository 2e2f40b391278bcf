import type { Projection } from '../engine/api';
import { appendEmitted } from '../state/emitted';
import { lastPosition, ownProjection } from '../state/engine';
import { dropOwn, dropped, renaming, takeBack } from '../state/own';
import { compareRevisions, goBack, letGo, twoRevisions } from '../state/revisions';
import { emitterOf } from '../state/shown-projections';
import { select } from '../state/view';
import { writeAgain, writeCopy } from '../state/writing';
import { plural, showCount } from '../text/show';
import { MenuButton } from '../widgets/menu';
import { save } from './export';

/** How far an own projection is, and what can be done with it. */
export function OwnFacts({ shown }: { shown: Projection }) {
  const own = ownProjection(shown.name);
  if (!own) return <EmittedFacts name={emitterOf(shown.name)} />;
  const { name, fault, source } = own;
  const before = twoRevisions(name)?.left.revision;
  return (
    <>
      {shown.behind > 0 && !fault && <Progress behind={shown.behind} />}
      {fault && (
        <button type="button" class="link wrong" onClick={() => select(fault.position)}>
          stopped at event {showCount(fault.position)}: {fault.message}
        </button>
      )}
      <MenuButton
        title={`Revision ${own.revision}`}
        items={[
          { title: 'Change…', run: () => writeAgain(name) },
          ...(before === undefined
            ? []
            : [
                { title: `Compare with revision ${before}`, run: () => compareRevisions(name) },
                { title: `Go back to revision ${before}`, run: () => goBack(name) },
                { title: `Let revision ${before} go`, run: () => letGo(name) },
              ]),
          {
            title: 'Rename…',
            run: () => {
              renaming.value = name;
            },
          },
          { title: 'Duplicate…', run: () => writeCopy(name) },
          {
            title: 'Save the source, for KurrentDB',
            run: () => save(new Blob([source], { type: 'text/javascript' }), `${name}.js`),
          },
          { title: 'Drop', run: () => dropOwn(name) },
        ]}
      />
    </>
  );
}

/** What can be done with what a projection emitted; nothing for a table that is no such. */
function EmittedFacts({ name }: { name: string | undefined }) {
  if (name === undefined) return null;
  return (
    <button type="button" onClick={() => appendEmitted(name)}>
      Append to a new workspace
    </button>
  );
}

function Progress({ behind }: { behind: number }) {
  const last = lastPosition.value;
  return (
    <span class="own-progress">
      <progress max={last} value={last - behind} aria-label="Folding the log" />
      {plural(behind, 'event')} to go
    </span>
  );
}

/** Says what was dropped, and has it back. */
export function DroppedBar() {
  const last = dropped.value;
  if (!last) return null;
  return (
    <p class="dropped">
      Dropped {last.revision !== undefined && `revision ${last.revision} of `}
      {last.name}.{' '}
      <button type="button" class="link" onClick={takeBack}>
        {last.revision === undefined ? 'Undo' : 'Define it again'}
      </button>
      <button
        type="button"
        class="link"
        onClick={() => {
          dropped.value = null;
        }}
      >
        Dismiss
      </button>
    </p>
  );
}
