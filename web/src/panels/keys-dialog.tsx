import { closeDialog } from '../state/dialog';
import { introduce } from '../state/newcomer';
import { Dialog } from '../widgets/dialog';
import { type Binding, bindings, characterKeys, groups, typesCharacter } from './keys';
import { takeTour } from './tour-steps';

/** Some keys, or others that do the same, and what that is. */
interface Row {
  labels: string[];
  does: string;
  /** Whether all of them type a character. */
  types: boolean;
}

/** Keys of the list of events and of its search, which only work in them. */
const inList: readonly Row[] = [
  {
    labels: ['↑ ↓ PageUp PageDown Home End'],
    does: 'In the list of events: choose another',
    types: false,
  },
  { labels: ['Enter'], does: 'In the list: go to the event’s detail', types: false },
  { labels: ['Enter', 'Esc'], does: 'In the search: go to the list', types: false },
];

const noKeys: Pick<Row, 'labels' | 'types'> = { labels: [], types: true };

/** The rows of a group. */
function rowsOf(group: Binding['group']): Row[] {
  const rows = new Map<string, Row>();
  for (const binding of bindings) {
    if (binding.group !== group) continue;
    const { label, does, inSheet = does } = binding;
    const { labels, types } = rows.get(inSheet) ?? noKeys;
    rows.set(inSheet, {
      labels: [...new Set([...labels, label])],
      does: inSheet,
      types: types && typesCharacter(binding),
    });
  }
  return [...rows.values(), ...(group === 'Panels' ? inList : [])];
}

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
    <Dialog title="Keys" kind="wide" onClose={closeDialog}>
      <div class="keys">
        {groups.map((group) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {rowsOf(group).map(({ labels, does, types }) => (
                <div key={does} class={types && !on ? 'off' : ''}>
                  <Keys labels={labels} />
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <label class="switch">
        <input
          type="checkbox"
          checked={on}
          onChange={(event) => {
            characterKeys.value = event.currentTarget.checked;
          }}
        />
        Keys that type a character do what is listed here
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

/** What is pressed, a key each; or what else may be. */
function Keys({ labels }: { labels: string[] }) {
  return (
    <dt>
      {labels.map((label, i) => (
        <span key={label} class="chord">
          {i > 0 && ' or '}
          {label.split(' ').map((key) => (
            <kbd key={key}>{key}</kbd>
          ))}
        </span>
      ))}
    </dt>
  );
}
