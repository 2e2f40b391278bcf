import { batch, effect } from '@preact/signals';
import { type Address, readAddress, usualAddress, within, written } from './address';
import { ends } from './comparison';
import { engine } from './log';
import { panes, showProjections } from './panes';
import { foldIdle, folding } from './timeline';
import { filter, moment } from './view';

/** The address bar is written once one has stopped moving: browsers refuse to do it all the time. */
const settledMs = 300;

/** How many panes the address in the bar has. To open or close one can be gone back on. */
let panesThere = 1;

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
  await look(names, null);
  addEventListener('hashchange', () => look(names, usualAddress));
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const shown = panes.value.map(({ projection }) => projection);
    const isUsual = shown.length === 1 && (shown[0] === names[0] || shown[0] === '');
    const fragment = written({
      moment: moment.value,
      filter: filter.value,
      projections: isUsual ? [] : shown,
      ends: ends.value,
      folding: folding.value,
    });
    clearTimeout(timer);
    timer = setTimeout(() => write(fragment, shown.length), settledMs);
  });
}

/** @param bare what an empty fragment says; `null` is nothing. */
async function look(names: string[], bare: Address | null): Promise<void> {
  const { hash } = location;
  const address = readAddress(hash) ?? (hash === '' ? bare : null);
  if (address === null) return;
  const { events } = await engine.stats().catch(() => ({ events: 0 }));
  lookAt(within(address, events), names);
}

function lookAt(address: Address, names: string[]): void {
  const [usual = ''] = names;
  const known = address.projections.filter((name) => names.includes(name));
  batch(() => {
    moment.value = address.moment;
    filter.value = address.filter;
    ends.value = address.ends;
    if (address.folding !== folding.peek()) foldIdle(address.folding);
    showProjections(known.length > 0 ? known : [usual]);
  });
  panesThere = panes.peek().length;
}

function write(fragment: string, count: number): void {
  const { pathname, search, hash } = location;
  const url = `${pathname}${search}${fragment && `#${fragment}`}`;
  if (hash.slice(1) === fragment) return;
  if (count === panesThere) history.replaceState(history.state, '', url);
  else history.pushState(null, '', url);
  panesThere = count;
}
