import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Projection } from '../engine/api';
import type { Pane } from '../state/panes';
import { plural, showShort } from '../text/show';
import { openPane, tabId } from './pane-moves';

/** Said of a projection that the log has nothing for. */
const emptyNote = 'Empty: no event of this log concerns it';

/** Which projection a pane shows. */
export function ProjectionTabs({
  pane,
  label,
  controls,
  all,
  unwritten,
}: {
  pane: Pane;
  label: string;
  /** The id of what shows the projection. */
  controls: string;
  all: Projection[];
  /** The names of those that the log has nothing for. */
  unwritten: ReadonlySet<string>;
}) {
  const onKeyDown = (event: KeyboardEvent) => {
    const beside = event.ctrlKey || event.metaKey;
    const here = all.findIndex(({ name }) => name === pane.projection);
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
  // The label is another one when there is another number of panes, which are narrower then.
  useLayoutEffect(() => keepInView(list.current), [pane.projection, label]);
  return (
    <div class="tabs" role="tablist" aria-label={label} ref={list} onKeyDown={onKeyDown}>
      {all.map(({ name, title, rows, failures }) => (
        <button
          key={name}
          id={tabId(pane, name)}
          class={unwritten.has(name) ? 'unwritten' : undefined}
          title={`${unwritten.has(name) ? emptyNote : plural(rows, 'row')}. With Ctrl or Cmd: opens beside`}
          type="button"
          role="tab"
          aria-selected={name === pane.projection}
          aria-controls={controls}
          tabIndex={name === pane.projection ? 0 : -1}
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
