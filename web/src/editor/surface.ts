import { autocompletion, closeBrackets } from '@codemirror/autocomplete';
import { history } from '@codemirror/commands';
import { javascriptLanguage, localCompletionSource } from '@codemirror/lang-javascript';
import {
  bracketMatching,
  indentOnInput,
  LanguageSupport,
  syntaxHighlighting,
} from '@codemirror/language';
import { lintGutter } from '@codemirror/lint';
import type { Extension } from '@codemirror/state';
import { EditorView, highlightSpecialChars, lineNumbers } from '@codemirror/view';
import { completing } from './completion';
import type { Known } from './known';
import { colours, look } from './look';
import { overLines } from './over-lines';

/** What the editor shows, and how it helps who writes in it. */
export function surface({
  known,
  describedBy,
}: {
  known(): Known;
  /** The id of an element in the same root. */
  describedBy: string;
}): Extension {
  return [
    overLines,
    lintGutter(),
    lineNumbers(),
    history(),
    highlightSpecialChars(),
    // Nothing lies beyond the edge of a narrow window.
    EditorView.lineWrapping,
    new LanguageSupport(javascriptLanguage),
    syntaxHighlighting(colours),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({
      override: [completing(known), localCompletionSource],
      icons: false,
    }),
    look,
    EditorView.contentAttributes.of({
      'aria-label': 'The projection’s source',
      'aria-describedby': describedBy,
    }),
  ];
}
