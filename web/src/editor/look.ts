import { HighlightStyle } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

/**
 * How the editor looks, in the page's own colours and sizes: these come into the shadow root by
 * themselves, and change there with the theme.
 */
export const look = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'var(--surface)' },
  // It is drawn around the room instead, where no gutter lies over it.
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', fontSize: 'inherit', lineHeight: '1.5' },
  '.cm-content': { caretColor: 'var(--text)', padding: 'var(--space-2) 0' },
  '.cm-gutters': {
    color: 'var(--muted)',
    backgroundColor: 'var(--surface)',
    borderRight: '1px solid var(--line)',
  },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '1.5rem', padding: '0 var(--space-1)' },
  '.cm-specialChar': { color: 'var(--wrong)' },
  '&.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--accent-soft)',
    outline: '1px solid var(--accent)',
  },
  '&.cm-focused .cm-nonmatchingBracket': {
    backgroundColor: 'var(--wrong-soft)',
    outline: '1px solid var(--wrong)',
  },
  '.cm-snippetField': { backgroundColor: 'var(--accent-soft)' },

  '.cm-tooltip': {
    color: 'var(--text)',
    backgroundColor: 'var(--surface)',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius)',
    boxShadow: 'var(--shadow)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    maxWidth: 'min(34rem, calc(100vw - 1rem))',
    fontFamily: 'var(--font-code)',
    fontSize: 'var(--text-small)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    gap: 'var(--space-2)',
    alignItems: 'center',
    minHeight: 'var(--control)',
    padding: '0 var(--space-2)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    color: 'var(--text)',
    backgroundColor: 'var(--accent-soft)',
    boxShadow: 'inset 3px 0 var(--accent)',
  },
  // Names of the log may turn round what stands beside them: each stands by itself.
  '.cm-completionLabel': { flex: 'none', maxWidth: '70%', unicodeBidi: 'isolate' },
  '.cm-completionLabel, .cm-completionDetail': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '.cm-completionDetail': {
    marginLeft: 'auto',
    color: 'var(--muted)',
    fontStyle: 'normal',
    unicodeBidi: 'isolate',
  },
  '.cm-completionMatchedText': {
    color: 'var(--accent)',
    textDecoration: 'none',
    fontWeight: '600',
  },
  '.cm-tooltip.cm-completionInfo': {
    maxWidth: 'min(22rem, calc(100vw - 1rem))',
    padding: 'var(--space-1) var(--space-2)',
    fontFamily: 'var(--font)',
    fontSize: 'var(--text-small)',
    overflowWrap: 'anywhere',
    whiteSpace: 'normal',
  },

  '.cm-lintRange': { backgroundImage: 'none', paddingBottom: '0' },
  '.cm-lintRange-error': { textDecoration: 'underline wavy var(--wrong)' },
  '.cm-lintRange-warning': { textDecoration: 'underline wavy var(--past-line)' },
  '.cm-lintRange-info': { textDecoration: 'underline dotted var(--line-strong)' },
  '.cm-lintPoint::after': { display: 'none' },
  '.cm-gutter-lint': { width: '1rem' },
  '.cm-gutter-lint .cm-gutterElement': { padding: '0' },
  // Told apart by shape as well as by colour.
  '.cm-lint-marker': { width: '0.625rem', height: '0.625rem', margin: '0.3em auto' },
  '.cm-lint-marker-error': {
    content: 'normal',
    backgroundColor: 'var(--wrong)',
    borderRadius: '50%',
  },
  '.cm-lint-marker-warning': {
    content: 'normal',
    backgroundColor: 'var(--past-line)',
    clipPath: 'polygon(50% 0, 100% 100%, 0 100%)',
  },
  '.cm-lint-marker-info': { content: 'normal', border: '2px solid var(--line-strong)' },
  '.cm-diagnostic': {
    maxWidth: 'min(30rem, calc(100vw - 2rem))',
    padding: 'var(--space-1) var(--space-2)',
    fontFamily: 'var(--font)',
    fontSize: 'var(--text-small)',
    overflowWrap: 'anywhere',
  },
  '.cm-diagnostic-error': { borderLeft: '4px solid var(--wrong)' },
  '.cm-diagnostic-warning': { borderLeft: '4px solid var(--past-line)' },
  '.cm-diagnostic-info': { borderLeft: '4px solid var(--line-strong)' },
});

/** The colours of what the language is made of, as the page's trees of JSON have them. */
export const colours = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)' },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: 'var(--json-string)' },
  { tag: tags.number, color: 'var(--json-number)' },
  { tag: [tags.bool, tags.null, tags.self], color: 'var(--json-word)' },
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: 'var(--json-name)' },
  { tag: tags.comment, color: 'var(--muted)', fontStyle: 'italic' },
]);

/** What stands around the editor in its shadow root. */
export const frame = `
  :host {
    display: flex;
    flex-direction: column;
    min-width: 0;
    min-height: 0;
    height: 100%;
  }

  .editor {
    flex: 1;
    min-height: 0;
    margin: 2px;
    font-size: var(--text-body);
  }

  .editor:focus-within {
    outline: 2px solid var(--accent);
  }

  /* A field with smaller letters makes a phone zoom when it is given the focus. */
  @media (pointer: coarse) {
    .editor {
      font-size: 16px;
    }
  }

  .hint {
    flex: none;
    margin: 0;
    padding: 2px var(--space-2);
    color: var(--muted);
    font-size: var(--text-small);
  }
`;
