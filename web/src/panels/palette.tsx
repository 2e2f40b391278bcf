import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { closeDialog } from '../state/dialog';
import { commands, shownProjections } from '../state/shown-projections';
import { Dialog } from '../widgets/dialog';
import { type Action, actionsNow, matching } from './actions';

/** Every action by its name: type a part of it, and press Enter. */
export function Palette() {
  const chosen = useRef<Action | null>(null);
  // Once the dialog is gone and has given the focus back: the action may move it, or open another.
  useLayoutEffect(() => () => queueMicrotask(() => chosen.current?.run()), []);
  const choose = (action: Action | undefined) => {
    if (!action) return;
    chosen.current = action;
    closeDialog();
  };
  return (
    <Dialog title="Actions" onClose={closeDialog}>
      <Choice onChoose={choose} />
    </Dialog>
  );
}

function Choice({ onChoose }: { onChoose(action: Action | undefined): void }) {
  const typed = useSignal('');
  // By its name: more actions come once the engine has answered. `''` is the first.
  const active = useSignal('');
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const all = useActions();
  // Someone who types fast presses Enter before the list for the typed text is drawn.
  const choices = () => {
    const actions = matching(all, typed.value);
    const index = actions.findIndex(({ does }) => does === active.value);
    return { actions, current: actions.length > 0 ? Math.max(0, index) : -1 };
  };
  const { actions, current } = choices();
  useLayoutEffect(() => {
    list.current?.children[current]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  const onKeyDown = (event: KeyboardEvent) => {
    const { actions, current } = choices();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === 'Enter') onChoose(actions[current]);
    else if (step) active.value = actions.at((current + step) % actions.length)?.does ?? '';
    else return;
    event.preventDefault();
  };
  return (
    <div class="palette">
      <input
        type="text"
        role="combobox"
        aria-label="Action"
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={current >= 0 ? `${id}-${current}` : undefined}
        placeholder="Type what to do"
        autocomplete="off"
        spellcheck={false}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          active.value = '';
        }}
        onKeyDown={onKeyDown}
        ref={focus}
      />
      <div id={id} class="palette-list" role="listbox" aria-label="Actions" ref={list}>
        {actions.map((action, i) => (
          // The field above has the focus and handles the keys.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={action.does}
            id={`${id}-${i}`}
            class="palette-action"
            role="option"
            aria-selected={i === current}
            onClick={() => onChoose(action)}
          >
            {action.does}
            {action.label && <kbd>{action.label}</kbd>}
          </div>
        ))}
      </div>
      <p class="count" role="status">
        {actions.length === 0 && 'Nothing is called that. Try one word of it.'}
      </p>
    </div>
  );
}

function useActions(): Action[] {
  return actionsNow(commands.value, shownProjections.value);
}

/** A dialog would give its first button the focus. */
function focus(field: HTMLInputElement | null): void {
  if (field) field.autofocus = true;
}
