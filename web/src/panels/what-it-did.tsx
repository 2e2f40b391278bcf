import type { Projection } from '../engine/api';
import { ownProjection } from '../state/engine';
import { panes } from '../state/panes';
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
  const title = oneLine(projection.title, 80);
  return (
    <section class="did-to" aria-label={`What it did to ${title}`}>
      {definition ? (
        <StepOfOwn definition={definition} position={position} />
      ) : (
        <RowsAround projection={projection} position={position} />
      )}
    </section>
  );
}
