import { closeDialog } from '../state/dialog';
import { Dialog } from '../widgets/dialog';
import { bindings, characterKeys, typesCharacter } from './keys';

/** Keys of one panel, which only work in it. */
const local = [
  ['↑ ↓ PageUp PageDown Home End', 'In the list of events: choose another'],
  ['Enter', 'In the list: go to the event’s detail'],
  ['Escape', 'Close the detail, the history, a form or a dialog'],
] as const;

const printable = bindings
  .filter(typesCharacter)
  .map(({ label }) => <kbd key={label}>{label}</kbd>);

/** Lists the keys, and turns off those that could be pressed by accident. */
export function KeysDialog() {
  const on = characterKeys.value;
  return (
    <Dialog title="Keys" onClose={closeDialog}>
      <dl class="keys">
        {bindings.map((binding) => (
          <div key={binding.key} class={typesCharacter(binding) && !on ? 'off' : ''}>
            <dt>
              <kbd>{binding.label}</kbd>
            </dt>
            <dd>{binding.does}</dd>
          </div>
        ))}
        {local.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
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
      <p class="note">None of these keys does anything while you type in a field.</p>
    </Dialog>
  );
}
