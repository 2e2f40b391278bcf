import { closeBracketsKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, historyKeymap, indentWithTab } from '@codemirror/commands';
import { forEachDiagnostic, nextDiagnostic } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';

/**
 * The keys of the editor, beside those of completion. Tab indents; after Escape it leaves the editor, which
 * CodeMirror sees to. The first binding that does something counts.
 */
export function keys({ run }: { run(): void }): Extension {
  return keymap.of([
    {
      key: 'Mod-Enter',
      run: () => {
        run();
        return true;
      },
    },
    { key: 'F8', run: tellNext },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...historyKeymap,
    indentWithTab,
  ]);
}

/** Goes to the next diagnostic, and says it to who doesn't see it. */
function tellNext(view: EditorView): boolean {
  if (!nextDiagnostic(view)) return false;
  const { from, to } = view.state.selection.main;
  const said: string[] = [];
  forEachDiagnostic(view.state, ({ severity, message }, start, end) => {
    if (start === from && end === to) said.push(`${severity}: ${message}`);
  });
  view.dispatch({ effects: EditorView.announce.of(said.join(' ')) });
  return true;
}
