import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { Icon } from './icon';
import { placeUnder } from './place-under';

/** One thing that a menu offers. */
export interface MenuItem {
  title: string;
  run(): void;
}

/** A button that opens a menu under it. */
export function MenuButton({ title, items }: { title: string; items: readonly MenuItem[] }) {
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const shown = useSignal(false);
  const id = useId();
  /** Whether the menu was open when the button was pressed: that alone closes it. */
  const wasOpen = useRef(false);
  const itemsShown = () => [...(menu.current?.querySelectorAll('button') ?? [])];
  const focus = (index: number) =>
    itemsShown()
      .at(index % items.length)
      ?.focus();
  const open = (index: number) => {
    menu.current?.showPopover();
    if (menu.current && button.current) placeUnder(menu.current, button.current);
    focus(index);
  };
  const close = () => {
    button.current?.focus();
    menu.current?.hidePopover();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const here = itemsShown().findIndex((item) => item.matches(':focus'));
    const target = new Map([
      ['ArrowDown', here + 1],
      ['ArrowUp', here - 1],
      ['Home', 0],
      ['End', -1],
    ]).get(event.key);
    if (target !== undefined) focus(target);
    else if (event.key === 'Escape') close();
    else if (event.key === 'Tab') return close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="menu"
        aria-expanded={shown.value}
        aria-controls={id}
        onPointerDown={() => {
          wasOpen.current = shown.value;
        }}
        onClick={() => {
          if (wasOpen.current) close();
          else open(0);
          wasOpen.current = false;
        }}
        onKeyDown={(event) => {
          const last = { ArrowDown: 0, ArrowUp: -1 }[event.key];
          if (last === undefined) return;
          event.preventDefault();
          open(last);
        }}
      >
        {title}
        <Icon name="more" />
      </button>
      <div
        ref={menu}
        id={id}
        class="popover menu"
        popover="auto"
        role="menu"
        aria-label={title}
        onToggle={(event) => {
          shown.value = event.newState === 'open';
        }}
        onKeyDown={onKeyDown}
      >
        {items.map((item) => (
          <button
            key={item.title}
            type="button"
            role="menuitem"
            tabIndex={-1}
            onClick={() => {
              close();
              item.run();
            }}
          >
            {item.title}
          </button>
        ))}
      </div>
    </>
  );
}
