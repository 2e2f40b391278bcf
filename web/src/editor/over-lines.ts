import type { Extension } from '@codemirror/state';
import { EditorView } from '@codemirror/view';

/**
 * Puts text that takes the place of several lines into the source by itself. Where a browser does that it joins the
 * lines' elements, and gives what it keeps of them `style` attributes, which the page's policy refuses.
 */
export const overLines: Extension = EditorView.domEventHandlers({
  beforeinput(event, view) {
    const { data, inputType } = event;
    const { state, composing } = view;
    const { from, to } = state.selection.main;
    const isOverLines = state.doc.lineAt(from).number !== state.doc.lineAt(to).number;
    if (inputType !== 'insertText' || data === null || !isOverLines || composing) return false;
    event.preventDefault();
    const insert = () => state.update(state.replaceSelection(data), { userEvent: 'input.type' });
    // What closes brackets, say, may do something else with it.
    const isTaken = state
      .facet(EditorView.inputHandler)
      .some((handle) => handle(view, from, to, data, insert));
    if (!isTaken) view.dispatch(insert(), { scrollIntoView: true });
    return true;
  },
});
