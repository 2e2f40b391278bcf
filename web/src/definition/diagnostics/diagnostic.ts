import type { Node } from 'acorn';
import type { Version } from '../sandbox/outcome';
import type { Script } from './script';

export type Severity = 'error' | 'warning' | 'info';

/** Something to be said of a source before it runs. */
export interface Diagnostic {
  /** With an error the source can't be run. */
  severity: Severity;
  code: string;
  /** What KurrentDB does, and what happens here. */
  message: string;
  /** From 1 on. */
  line: number;
  /** From 1 on. */
  column: number;
}

/** What a rule looks at. */
export interface Reading {
  script: Script;
  engine: Version;
  /** The types of events that there are; empty where they aren't known. */
  types: readonly string[];
}

/** Says something of a place in the source. */
export type Say = (severity: Severity, code: string, at: Node, message: string) => void;

/** Looks for one kind of thing. */
export type Rule = (reading: Reading, say: Say) => void;

/** A diagnostic for a node of the tree. */
export function diagnosticAt(
  severity: Severity,
  code: string,
  at: Node,
  message: string,
): Diagnostic {
  const start = at.loc?.start;
  return { severity, code, message, line: start?.line ?? 1, column: (start?.column ?? 0) + 1 };
}
