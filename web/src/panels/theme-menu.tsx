import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { chooseTheme, theme } from '../state/theme';
import { Icon } from '../widgets/icon';
import { placeUnder } from '../widgets/place-under';
import { Segmented } from '../widgets/segmented';

/** Chooses between light and dark. */
export function ThemeMenu() {
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const shown = useSignal(false);
  const id = useId();
  useLayoutEffect(() => {
    if (shown.value) menu.current?.querySelector<HTMLElement>(':checked')?.focus();
  }, [shown.value]);
  const toggle = () => {
    menu.current?.togglePopover();
    if (menu.current && button.current) placeUnder(menu.current, button.current);
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="quiet square"
        aria-label="Theme"
        title="Theme"
        aria-haspopup="dialog"
        aria-expanded={shown.value}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon name="theme" />
      </button>
      <div
        ref={menu}
        id={id}
        class="popover theme-menu"
        popover="auto"
        role="dialog"
        aria-label="Theme"
        onToggle={(event) => {
          shown.value = event.newState === 'open';
        }}
      >
        {shown.value && (
          <Segmented
            label="Theme"
            value={theme.value}
            choices={[
              ['system', 'As the system'],
              ['light', 'Light'],
              ['dark', 'Dark'],
            ]}
            onValue={chooseTheme}
          />
        )}
      </div>
    </>
  );
}
