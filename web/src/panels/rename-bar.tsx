import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { renameOwn, renaming } from '../state/own';
import { oneLine } from '../text/show';
import { TextField } from '../widgets/field';
import { submitOnce } from '../widgets/second-click';

/** Gives an own projection another name; shown while one does. */
export function RenameBar() {
  const name = renaming.value;
  return name === null ? null : <Opened key={name} name={name} />;
}

function Opened({ name }: { name: string }) {
  const form = useRef<HTMLFormElement>(null);
  const to = useSignal(name);
  const wrong = useSignal('');
  useLayoutEffect(() => form.current?.querySelector('input')?.select(), []);
  const rename = async (event: Event) => {
    event.preventDefault();
    wrong.value = (await renameOwn(name, to.value))?.message ?? '';
  };
  const close = () => {
    renaming.value = null;
  };
  return (
    <form
      ref={form}
      class="rename-bar"
      onSubmit={rename}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        // It goes back no further.
        event.preventDefault();
        close();
      }}
    >
      <TextField
        label={`New name of “${oneLine(name, 80)}”`}
        value={to.value}
        error={wrong.value}
        onValue={(value) => {
          to.value = value;
        }}
      />
      <button type="submit" class="primary" onClick={submitOnce}>
        Rename
      </button>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </form>
  );
}
