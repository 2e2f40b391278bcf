import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Pane } from '../state/panes';
import { shownIn, shownProjections } from '../state/shown-projections';
import { plural, showShort } from '../text/show';
import { openPane, tabId } from './pane-moves';

/** Which projection a pane shows. */
export function ProjectionTabs({
  pane,
  label,
  controls,
}: {
  pane: Pane;
  label: string;
  /** The id of what shows the projection. */
  controls: string;
}) {
  const all = shownProjections.value;
  const shown = shownIn(pane)?.name;
  const onKeyDown = (event: KeyboardEvent) => {
    const beside = event.ctrlKey || event.metaKey;
    const here = all.findIndex(({ name }) => name === shown);
    const targets = new Map([
      ['ArrowLeft', (here + all.length - 1) % all.length],
      ['ArrowRight', (here + 1) % all.length],
      ['Home', 0],
      ['End', all.length - 1],
      ...(beside ? ([['Enter', here]] as const) : []),
    ]);
    const target = all[targets.get(event.key) ?? -1];
    if (!target || event.altKey || event.shiftKey || (beside && event.key !== 'Enter')) return;
    event.preventDefault();
    if (beside) {
      openPane(pane, target.name);
      return;
    }
    pane.show(target.name);
    document.getElementById(tabId(pane, target.name))?.focus();
  };
  const list = useRef<HTMLDivElement>(null);
  // Scrolled again when the number of panes changes, because their widths do.
  useLayoutEffect(() => keepInView(list.current), [shown, label]);
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {all.map(({ name, title, rows, failures }) => (
        <button
          key={name}
          id={tabId(pane, name)}
          title={`${plural(rows, 'row')}. With Ctrl or Cmd: opens beside`}
          type="button"
          role="tab"
          aria-selected={name === shown}
          aria-controls={controls}
          tabIndex={name === shown ? 0 : -1}
          onClick={({ ctrlKey, metaKey }) =>
            ctrlKey || metaKey ? openPane(pane, name) : pane.show(name)
          }
        >
          {title} <span class="tab-count">{showShort(rows)}</span>
          {failures > 0 && <span class="tab-failures" title="has failures" />}
        </button>
      ))}
    </div>
  );
}

/** Scrolls the tabs to the selected one, and nothing else. */
function keepInView(tabs: HTMLElement | null): void {
  const tab = tabs?.querySelector('[aria-selected=true]');
  if (!tabs || !tab) return;
  const [room, its] = [tabs.getBoundingClientRect(), tab.getBoundingClientRect()];
  if (its.left < room.left) tabs.scrollLeft -= room.left - its.left;
  else if (its.right > room.right) tabs.scrollLeft += its.right - room.right;
}
