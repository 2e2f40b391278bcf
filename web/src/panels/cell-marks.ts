import { type ReadonlySignal, useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Table } from '../engine/api';
import type { Shown } from '../state/answer';
import { cellChanges, type RowDifference } from '../state/cell-changes';

/** While one moves on faster than this, nothing is marked, in milliseconds. */
const restMs = 80;
/** How long a cell stays marked, in milliseconds: long enough to find it, too short to be in the way. */
const markedMs = 2_500;

/** A table, and what it is the answer to. */
export interface ShownTable {
  /** The projection's. */
  name: string;
  search: string;
  /** Which log it is of. */
  logNumber: number;
  table: Table;
}

type Marks = ReadonlyMap<string, RowDifference>;

const none: Marks = new Map();

/** The cells that differ from the moment looked at before, for a moment. */
export function useCellMarks(answer: ReadonlySignal<Shown<ShownTable>>): ReadonlySignal<Marks> {
  const marks = useSignal(none);
  const before = useRef<ShownTable | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useSignalEffect(() => {
    const { value } = answer.value;
    if (value === null) return;
    const last = before.current;
    before.current = value;
    const comparable = isComparable(last, value);
    // The same moment, with other rows: the marks still hold.
    if (comparable && last.table.at.position === value.table.at.position) return;
    clearTimeout(timer.current);
    marks.value = none;
    if (!comparable) return;
    timer.current = setTimeout(() => {
      marks.value = cellChanges(last.table, value.table);
      timer.current = setTimeout(() => {
        marks.value = none;
      }, markedMs);
    }, restMs);
  });
  return marks;
}

function isComparable(last: ShownTable | null, now: ShownTable): last is ShownTable {
  if (last === null) return false;
  return last.name === now.name && last.search === now.search && last.logNumber === now.logNumber;
}
