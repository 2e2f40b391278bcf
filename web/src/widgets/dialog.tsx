import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon';

/** What a dialog is made of. */
export interface DialogProps {
  title: string;
  /** Called when the user puts it away: by its button, by Escape, by a click beside it. */
  onClose(): void;
  /** `drawer` stands at the right edge and leaves the list in view; `wide` has room for two columns. */
  kind?: 'drawer' | 'box' | 'wide';
  children: ComponentChildren;
}

/** A native modal dialog, open as long as it is rendered; the focus goes back where it was. */
export function Dialog({ title, onClose, kind = 'box', children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  // Before anything is painted, so that no key is pressed between the opening and the focus.
  useLayoutEffect(() => {
    const before = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  // A browser may close it by itself, so listen for the close; but not for the one by the code above.
  const onClosed = () => {
    if (dialog.current) onClose();
  };
  const onBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    <dialog
      ref={dialog}
      class={`dialog ${kind}`}
      aria-labelledby={titleId}
      onClose={onClosed}
      onMouseDown={onBackdrop}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <button type="button" class="quiet square" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
