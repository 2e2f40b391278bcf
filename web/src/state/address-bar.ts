import { batch, effect } from '@preact/signals';
import { type Address, readAddress, within, written } from './address';
import { ends } from './comparison';
import { engine } from './log';
import { foldIdle, folding } from './timeline';
import { filter, moment, projection } from './view';

/** The address bar is written once one has stopped moving: browsers refuse to do it all the time. */
const settledMs = 300;

/**
 * Looks at what the address says, and keeps it saying what is looked at.
 *
 * @param opened settles when the log that the page opens with is there.
 */
export async function keepAddress(opened: Promise<void>): Promise<void> {
  await opened.catch(() => {});
  // Without an engine there is nothing to look at, and the page says so.
  const projections = await engine.projections().catch(() => []);
  const names = projections.map(({ name }) => name);
  await look(names);
  addEventListener('hashchange', () => look(names));
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const shown = projection.value === names[0] ? '' : projection.value;
    const fragment = written({
      moment: moment.value,
      filter: filter.value,
      projection: shown,
      ends: ends.value,
      folding: folding.value,
    });
    clearTimeout(timer);
    timer = setTimeout(() => write(fragment), settledMs);
  });
}

async function look(names: string[]): Promise<void> {
  const address = readAddress(location.hash);
  if (address === null) return;
  const { events } = await engine.stats().catch(() => ({ events: 0 }));
  lookAt(within(address, events), names);
}

function lookAt(address: Address, names: string[]): void {
  batch(() => {
    moment.value = address.moment;
    filter.value = address.filter;
    ends.value = address.ends;
    if (address.folding !== folding.peek()) foldIdle(address.folding);
    const [usual = ''] = names;
    projection.value = names.includes(address.projection) ? address.projection : usual;
  });
}

function write(fragment: string): void {
  const { pathname, search, hash } = location;
  if (hash.slice(1) === fragment) return;
  history.replaceState(history.state, '', `${pathname}${search}${fragment && `#${fragment}`}`);
}
