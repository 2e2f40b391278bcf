/** The widths of what stands side by side. They are kept for the next visit. */

import { effect, signal } from '@preact/signals';
import { preference, setPreference } from './preferences';
import { even, isSharing } from './shares';

const eventsName = 'hindsight-events-width';
const panesName = 'hindsight-pane-widths';

/** What the list of events has of the width at first. */
export const usualEventsShare = 0.46;

/** What the list of events has of the width, from 0 to 1; the projections have the rest. */
export const eventsShare = signal(preferredEventsShare());

/** What each pane has of the width of all, which add up to 1. */
export const paneShares = signal<readonly number[]>([1]);

/** The widths that so many panes had the last time, or else the same for each. */
export function usualPaneShares(count: number): readonly number[] {
  const shares = parsed(preference(panesName));
  return isSharing(shares, count) ? shares : even(count);
}

/** Has the browser keep what is changed from now on. */
export function keepSizes(): void {
  effect(() => {
    const share = eventsShare.value;
    setPreference(eventsName, share === usualEventsShare ? null : share.toFixed(4));
  });
  effect(() => {
    // One pane always has all the width: not worth remembering.
    if (paneShares.value.length > 1) setPreference(panesName, JSON.stringify(paneShares.value));
  });
}

function preferredEventsShare(): number {
  const share = Number(preference(eventsName));
  return share > 0 && share < 1 ? share : usualEventsShare;
}

function parsed(text: string | null): unknown {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
