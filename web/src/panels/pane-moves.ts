import { closePane, current, openBeside, type Pane, paneAfter, panes } from '../state/panes';
import { shownIn, shownProjections } from '../state/shown-projections';
import { say } from '../state/status';
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
export function openAnother(): void {
  const here = current.peek();
  const shown = new Set(panes.peek().map((pane) => shownIn(pane)?.name));
  const next = shownProjections.peek().find(({ name }) => !shown.has(name));
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
  requestAnimationFrame(() => {
    const shown = shownIn(pane)?.name ?? '';
    document.getElementById(tabId(pane, shown))?.focus();
  });
}
