import type { Diagnostic as Mark } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { Diagnostic } from '../definition/diagnostics/diagnostic';

/** A word, a string on one line, or a sign. */
const token = /[\p{ID_Continue}$]+|'[^']*'|"[^"]*"|\S/uy;

/** Where a diagnostic is drawn: under what begins at its place. */
export function markOf(doc: Text, { severity, message, line, column }: Diagnostic): Mark {
  const from = placeOf(doc, line, column);
  const { text, from: start, to: end } = doc.lineAt(from);
  token.lastIndex = from - start;
  const length = token.exec(text)?.[0].length ?? 0;
  // At the end of a line there is nothing to draw under but what is before it.
  const isAtEnd = length === 0 && from === end && from > start;
  return { from: isAtEnd ? from - 1 : from, to: from + length, severity, message };
}

/** A line and a column of a text, both from 1 on, as an index into it. What isn't there is moved to what is. */
export function placeOf(doc: Text, line: number, column: number): number {
  const { from, to } = doc.line(Math.min(Math.max(1, line), doc.lines));
  return Math.min(Math.max(from, from + column - 1), to);
}
