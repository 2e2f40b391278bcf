import { batch, effect, signal } from '@preact/signals';
import { showCount } from '../text/show';
import {
  type Address,
  farthest,
  readAddress,
  settledMs,
  usualAddress,
  within,
  written,
} from './address';
import { answerTo, asking } from './answer';
import { ends } from './diff';
import { engine, logNumber } from './engine';
import { workUnderWay } from './job';
import { Latest, superseded } from './latest';
import { addNotice } from './notices';
import { panes, showProjections } from './panes';
import { playing } from './playing';
import { foldChoice, foldIdle } from './timeline';
import { filter, moment } from './view';

/** What was shown for so long gets a step of its own for Back, in milliseconds. */
const stoodMs = 1_000;

/** How many panes the address in the bar has. To open or close one is a step of its own for Back. */
let panesThere = 1;

/** Since when the address in the bar is there, on the page's clock. */
let since = 0;

/** The fragment that the page knows to be in the bar. Another one came from outside; a hashchange event is to follow. */
let known = '';

/** How many addresses are being gone to. Meanwhile the bar is not written, for it says what is not shown yet. */
const arriving = signal(0);

/**
 * Looks at what the address says, and keeps it saying what is looked at.
 *
 * @param opened settles when the log that the page opens with is there.
 */
export async function keepAddress(opened: Promise<void>): Promise<void> {
  const named = projectionNames(opened);
  const latest = new Latest();
  const arrive = async (bare: Address | null) => {
    arriving.value++;
    known = location.hash;
    try {
      const found = await latest.ask(async () => {
        const names = await named;
        const address = await addressed(bare);
        return address && { address, names };
      });
      if (found && found !== superseded) lookAt(found.address, found.names);
    } finally {
      since = performance.now();
      arriving.value--;
    }
  };
  // Listen before the first wait, so that no change of the address is missed.
  addEventListener('hashchange', () => arrive(usualAddress));
  await arrive(null);
  const names = await named;
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    logNumber.value;
    const shown = panes.value.map(({ projection }) => projection);
    const isUsual = shown.length === 1 && (shown[0] === names[0] || shown[0] === '');
    const fragment = written({
      workspace: engine.workspaces.shown,
      moment: moment.value,
      filter: filter.value,
      projections: isUsual ? [] : shown,
      ends: ends.value,
      folding: foldChoice.value,
    });
    clearTimeout(timer);
    const later = () => {
      timer = setTimeout(() => {
        if (!write(fragment, shown.length)) later();
      }, settledMs);
    };
    if (arriving.value === 0) later();
  });
}

/** Without an engine there is nothing to look at, and the page says so. */
async function projectionNames(opened: Promise<void>): Promise<string[]> {
  await opened.catch(() => {});
  const names = asking([{ ask: 'projections' }], (all) => all.map(({ name }) => name));
  return answerTo(names).catch(() => []);
}

/**
 * What the address in the bar leads to, in its workspace, which is shown by then; `null` for nothing.
 *
 * @param bare what an empty fragment says; `null` is nothing.
 */
async function addressed(bare: Address | null): Promise<Address | null> {
  const { hash } = location;
  const address = readAddress(hash) ?? (hash === '' ? bare : null);
  if (address === null) return null;
  const { shown } = engine.workspaces;
  const elsewhere = address.workspace !== '' && shown !== '' && address.workspace !== shown;
  const reason = elsewhere ? workUnderWay() : '';
  if (reason !== '') {
    addNotice(`The address leads to another workspace, but ${reason}.`);
    return null;
  }
  if (elsewhere) await engine.workspaces.open(address.workspace).catch(() => {});
  const stats = await engine.stats().catch(() => null);
  if (stats === null) return within(address, 0);
  const { events, storage } = stats;
  if (elsewhere && engine.workspaces.shown === shown && storage.lost === '') addNotice(notHere);
  const far = farthest(address);
  if (far > events) addNotice(beyondTheEnd(far, events));
  return within(address, events);
}

function beyondTheEnd(position: number, last: number): string {
  return `The address leads to position ${showCount(position)}, and this log ends at ${showCount(last)}: what is beyond that can’t be shown.`;
}

const notHere =
  'The address names a workspace that is not in this browser, or was deleted: it is the one that was open here last which is shown.';

function lookAt(address: Address, names: string[]): void {
  const [usual = ''] = names;
  const shown = address.projections.filter((name) => names.includes(name));
  batch(() => {
    moment.value = address.moment;
    filter.value = address.filter;
    ends.value = address.ends;
    if (address.folding !== foldChoice.peek()) foldIdle(address.folding);
    showProjections(shown.length > 0 ? shown : [usual]);
  });
  panesThere = panes.peek().length;
}

/** @returns whether the address says this by now. */
function write(fragment: string, count: number): boolean {
  const { pathname, search, hash } = location;
  if (hash.slice(1) === fragment) return true;
  if (hash !== known) {
    // Not our hash: wait a round for its hashchange event. If none comes, a script used replaceState: overwrite.
    known = hash;
    return false;
  }
  const url = `${pathname}${search}${fragment && `#${fragment}`}`;
  const stood = performance.now() - since >= stoodMs && !playing.peek();
  if (stood || count !== panesThere) history.pushState(null, '', url);
  else history.replaceState(history.state, '', url);
  known = location.hash;
  panesThere = count;
  since = performance.now();
  return true;
}
