import type { Projection } from '../engine/api';
import { ownProjection } from '../state/engine';
import { panes } from '../state/panes';
import { comparedRevisions, type TwoRevisions } from '../state/revisions';
import { shownIn } from '../state/shown-projections';
import { oneLine } from '../text/show';
import { RowsAround } from './rows-around';
import { StepOfOwn } from './step';

/** What an event did to each projection that is open. */
export function WhatItDid({ position }: { position: number }) {
  const shown = new Map(panes.value.map((pane) => [shownIn(pane)?.name, shownIn(pane)]));
  const projections = [...shown.values()].filter((projection) => projection !== undefined);
  if (projections.length === 0) return null;
  return (
    <div class="did">
      {projections.map((projection) => (
        <DidTo key={projection.name} projection={projection} position={position} />
      ))}
    </div>
  );
}

function DidTo({ projection, position }: { projection: Projection; position: number }) {
  const definition = ownProjection(projection.name);
  const two = comparedRevisions(projection.name);
  const title = oneLine(projection.title, 80);
  if (two) return <DidToBoth name={projection.name} two={two} position={position} />;
  return (
    <section class="did-to" aria-label={`What it did to ${title}`}>
      {definition ? (
        <StepOfOwn name={definition.name} revision={definition} position={position} />
      ) : (
        <RowsAround projection={projection} position={position} />
      )}
    </section>
  );
}

/** Beside each other, what made them part is seen. */
function DidToBoth({ name, two, position }: { name: string; two: TwoRevisions; position: number }) {
  return (
    <>
      {[two.left, two.right].map((revision) => {
        const title = `${oneLine(name, 80)}, revision ${revision.revision}`;
        return (
          <section key={revision.revision} class="did-to" aria-label={`What it did to ${title}`}>
            <StepOfOwn name={name} title={title} revision={revision} position={position} />
          </section>
        );
      })}
    </>
  );
}
