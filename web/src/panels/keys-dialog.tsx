import { closeDialog } from '../state/dialog';
import { introduce } from '../state/newcomer';
import { Dialog } from '../widgets/dialog';
import { bindings, characterKeys, typesCharacter } from './keys';
import { takeTour } from './tour-steps';

/** Keys of one panel, which only work in it. */
const local = [
  ['↑ ↓ PageUp PageDown Home End', 'In the list of events: choose another'],
  ['Enter', 'In the list: go to the event’s detail'],
  ['Escape', 'Close the detail, the history, a form or a dialog'],
] as const;

const printable = bindings
  .filter(typesCharacter)
  .map(({ label }) => <kbd key={label}>{label}</kbd>);

/** Those that work while one types. */
const inFields = bindings
  .filter(({ command }) => command)
  .map(({ label }, i) => (
    <>
      {i > 0 && ', '}
      <kbd>{label}</kbd>
    </>
  ));

/** Lists the keys, and turns off those that could be pressed by accident. */
export function KeysDialog() {
  const on = characterKeys.value;
  return (
    <Dialog title="Keys" onClose={closeDialog}>
      <dl class="keys">
        {bindings.map((binding) => (
          <div
            key={binding.does + binding.label}
            class={typesCharacter(binding) && !on ? 'off' : ''}
          >
            <Key label={binding.label} />
            <dd>{binding.does}</dd>
          </div>
        ))}
        {local.map(([keys, does]) => (
          <div key={keys}>
            <Key label={keys} />
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label class="switch">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            characterKeys.value = event.currentTarget.checked;
          }}
        />
        Keys that type a character ({printable}) do this
      </label>
      <p class="note">While you type in a field, only {inFields} do anything.</p>
      <div class="form-foot">
        <button type="button" onClick={instead(introduce)}>
          Show the introduction
        </button>
        <button type="button" onClick={instead(takeTour)}>
          Take the tour
        </button>
      </div>
    </Dialog>
  );
}

/** Does something once the dialog is gone and has given the focus back. */
function instead(act: () => void): () => void {
  return () => {
    closeDialog();
    setTimeout(act);
  };
}

/** What is pressed, a key each. */
function Key({ label }: { label: string }) {
  return (
    <dt>
      {label.split(' ').map((key) => (
        <kbd key={key}>{key}</kbd>
      ))}
    </dt>
  );
}
