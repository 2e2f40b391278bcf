import {
  type Completion,
  type CompletionSource,
  snippet as filledIn,
  insertCompletionText,
  pickedCompletion,
} from '@codemirror/autocomplete';
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorView } from '@codemirror/view';
import type { Known } from './known';
import { type Place, placeAt } from './place';
import { type Proposal, proposalsAt } from './proposals';

/** Milliseconds that reading the whole source may take before what is read so far has to do. */
const readingMs = 50;

/** What is told before the first letter of it is typed. */
const offered = new Set<Place['kind']>(['member', 'chain', 'stream', 'category', 'type']);

/** Tells CodeMirror how the source could go on. */
export function completing(known: () => Known): CompletionSource {
  return async ({ state, pos, explicit }) => {
    const tree = ensureSyntaxTree(state, state.doc.length, readingMs) ?? syntaxTree(state);
    const text = state.doc.toString();
    const place = placeAt({ tree, text }, pos);
    if (!place) return null;
    // Who types a blank asks for nothing that may begin there.
    const isEmpty = place.from === pos && !place.inString;
    if (isEmpty && !explicit && !offered.has(place.kind)) return null;
    const proposals = await proposalsAt(place, text.slice(place.from, pos), known());
    const { from, to } = place;
    const options = proposals.map(completion);
    // Which streams there are depends on what is typed, so they are asked for again with each letter.
    if (place.kind === 'stream') return { from, to, options };
    return { from, to, options, validFor: place.inString ? /^[^'"`]*$/ : /^[\w$]*$/ };
  };
}

/** Where two fit what is typed equally well, the one that is told first comes first. */
function completion({ label, detail, says, snippet, instead }: Proposal, at: number): Completion {
  return {
    label,
    detail,
    sortText: String(at).padStart(6, '0'),
    ...(says ? { info: says } : {}),
    ...(snippet !== null ? { apply: filledIn(snippet) } : {}),
    ...(instead ? { apply: replaced(instead) } : {}),
  };
}

function replaced({ letters, text }: { letters: number; text: string }) {
  return (view: EditorView, picked: Completion, from: number, to: number) => {
    view.dispatch({
      ...insertCompletionText(view.state, text, from - letters, to),
      annotations: pickedCompletion.of(picked),
    });
  };
}
