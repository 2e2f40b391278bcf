import { answerTo, asking } from '../state/answer';
import { closePane, current, openBeside, type Pane, paneAfter, panes } from '../state/panes';
import { say } from '../state/status';
import { unwrittenOf, writtenFirst } from '../state/unwritten';
import { plural } from '../text/show';

/** The tab of a projection in a pane. */
export function tabId(pane: Pane, projection: string): string {
  return `pane-${pane.id}-${projection}`;
}

/** Shows a projection in a pane of its own, to the right of another, and moves the focus there. */
export function openPane(beside: Pane, projection: string): void {
  const pane = openBeside(beside, projection);
  if (pane === null) {
    say(`There are ${plural(panes.value.length, 'pane')} already; more would be too narrow`);
    return;
  }
  focusTab(pane);
  say(`Opened beside: ${plural(panes.value.length, 'pane')}`);
}

/** Shows one more projection beside the current pane: the first tab that no pane shows. */
export async function openAnother(): Promise<void> {
  // Without an engine there is nothing to show, and the page says so.
  const known = asking([{ ask: 'projections' }], (projections) => projections);
  const projections = await answerTo(known).catch(() => []);
  // Who asks twice at once is answered twice: what is shown by then counts.
  const here = current.peek();
  const shown = new Set(panes.peek().map(({ projection }) => projection));
  const next = writtenFirst(projections, unwrittenOf(projections)).find(
    ({ name }) => !shown.has(name),
  );
  openPane(here, next?.name ?? here.projection);
}

/** Closes a pane, and leaves the focus in the one that is current then. */
export function leavePane(pane: Pane): void {
  closePane(pane);
  focusTab(current.value);
  say(`Closed: ${plural(panes.value.length, 'pane')} left`);
}

/** Moves the focus to the next pane. */
export function goToNextPane(): void {
  focusTab(paneAfter());
}

/** Its tab is there once the page is drawn. */
function focusTab(pane: Pane): void {
  requestAnimationFrame(() => document.getElementById(tabId(pane, pane.projection))?.focus());
}
