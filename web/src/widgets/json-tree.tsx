import type { Signal } from '@preact/signals';
import { useMemo, useRef, useState } from 'preact/hooks';
import { jsonEntries } from '../text/json';
import { oneLine, showCount } from '../text/show';

/** A line of the tree. */
interface Line {
  /** Where the value starts in the text; a name for it that no content can forge. */
  start: number;
  /** The names and places that lead to it: the same in every payload of the same shape. */
  path: string;
  /** From 1. */
  level: number;
  name: string | null;
  /** The value's text, cut. */
  shown: string;
  kind: 'object' | 'array' | 'string' | 'number' | 'word';
  open: boolean;
  /** This many members are not shown. */
  hidden: number;
}

/** Members shown of one object or array. */
const mostMembers = 200;
/** Lines shown in all. */
const mostLines = 2_000;
/** Levels that are open at first. */
const openLevels = 2;

/**
 * JSON as a tree, read from its text as it is unfolded: depth costs no stack, and a megabyte costs
 * nothing until it is unfolded.
 */
export function JsonTree({
  text,
  label,
  toggled: paths,
}: {
  text: string;
  label: string;
  /** The paths of what was folded or unfolded by hand; another text is shown in the same way. */
  toggled: Signal<ReadonlySet<string>>;
}) {
  const toggled = paths.value;
  const [focused, setFocused] = useState(0);
  const tree = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(text, toggled), [text, toggled]);
  const current = Math.min(focused, lines.length - 1);

  const toggle = (line: Line) => {
    const next = new Set(toggled);
    if (!next.delete(line.path)) next.add(line.path);
    paths.value = next;
  };
  const go = (index: number) => {
    setFocused(index);
    (tree.current?.children[index] as HTMLElement | undefined)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const line = lines[current];
    if (!line || !pressed(event.key, line, current, lines, toggle, go)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="tree" role="tree" aria-label={label} ref={tree} onKeyDown={onKeyDown}>
      {lines.map((line, index) => (
        <TreeLine
          key={line.start}
          line={line}
          tabIndex={index === current ? 0 : -1}
          onClick={() => {
            setFocused(index);
            if (folds(line)) toggle(line);
          }}
        />
      ))}
    </div>
  );
}

function TreeLine({ line, tabIndex, onClick }: { line: Line; tabIndex: number; onClick(): void }) {
  const { level, name, shown, kind, open, hidden } = line;
  const indent = Math.min(level - 1, 24);
  return (
    // The tree handles the keys of all its lines.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <div
      role="treeitem"
      class={`tree-line ${kind} ${folds(line) ? (open ? 'open' : 'closed') : ''}`}
      aria-level={level}
      aria-expanded={folds(line) ? open : undefined}
      aria-selected={tabIndex === 0}
      tabIndex={tabIndex}
      style={{ '--indent': String(indent) }}
      onClick={onClick}
    >
      {name !== null && <span class="tree-name">{name}</span>}
      <span class="tree-value">{open ? shown.charAt(0) : shown}</span>
      {hidden > 0 && <span class="tree-hidden">{showCount(hidden)} more: see the text</span>}
    </div>
  );
}

function folds({ kind, shown }: Line): boolean {
  return (kind === 'object' || kind === 'array') && shown !== '{}' && shown !== '[]';
}

/** Whether the key meant something. */
function pressed(
  key: string,
  line: Line,
  index: number,
  lines: Line[],
  toggle: (line: Line) => void,
  go: (index: number) => void,
): boolean {
  const last = lines.length - 1;
  if (key === 'ArrowDown') go(Math.min(index + 1, last));
  else if (key === 'ArrowUp') go(Math.max(index - 1, 0));
  else if (key === 'Home') go(0);
  else if (key === 'End') go(last);
  else if (key === 'ArrowRight' && folds(line) && !line.open) toggle(line);
  else if (key === 'ArrowRight' && line.open) go(Math.min(index + 1, last));
  else if (key === 'ArrowLeft' && line.open) toggle(line);
  else if (key === 'ArrowLeft') go(parentOf(index, lines));
  else if ((key === 'Enter' || key === ' ') && folds(line)) toggle(line);
  else return false;
  return true;
}

function parentOf(index: number, lines: Line[]): number {
  const level = lines[index]?.level ?? 1;
  for (let i = index - 1; i >= 0; i--) if ((lines[i]?.level ?? 0) < level) return i;
  return index;
}

function linesOf(text: string, toggled: ReadonlySet<string>): Line[] {
  const lines: Line[] = [];
  // A stack instead of recursion: data may be as deep as the engine lets it.
  const waiting = [
    { name: null as string | null, path: '', start: text.search(/\S/), end: text.length, level: 1 },
  ];
  for (let next = waiting.pop(); next && lines.length < mostLines; next = waiting.pop()) {
    const line = lineOf(text, next, toggled);
    lines.push(line);
    if (!line.open) continue;
    const { start, path, level } = line;
    const members = jsonEntries(text, start, mostMembers + 1);
    line.hidden = members.length > mostMembers ? jsonEntries(text, start).length - mostMembers : 0;
    const shown = members.slice(0, mostMembers).map((member, i) => ({
      ...member,
      name: member.name && oneLine(member.name, 120),
      // A name keeps its quotes, so no name is taken for two.
      path: `${path}/${member.name ?? i}`,
      level: level + 1,
    }));
    waiting.push(...shown.reverse());
  }
  return lines;
}

function lineOf(
  text: string,
  {
    name,
    path,
    start,
    end,
    level,
  }: Pick<Line, 'name' | 'path' | 'start' | 'level'> & { end: number },
  toggled: ReadonlySet<string>,
): Line {
  const kind = kindOf(text.charAt(start));
  const compound = kind === 'object' || kind === 'array';
  const value = text.slice(start, Math.min(end, start + 4_000)).trim();
  const shown = compound ? summary(text, start, value) : oneLine(value, 2_000);
  const full = compound && shown !== '{}' && shown !== '[]';
  const open = full && level <= openLevels !== toggled.has(path);
  return { start, path, level, name, shown, kind, open, hidden: 0 };
}

function kindOf(first: string): Line['kind'] {
  if (first === '{') return 'object';
  if (first === '[') return 'array';
  if (first === '"') return 'string';
  return /[-\d]/.test(first) ? 'number' : 'word';
}

function summary(text: string, start: number, value: string): string {
  if (jsonEntries(text, start, 1).length === 0) return value.startsWith('{') ? '{}' : '[]';
  return oneLine(value.replace(/\s+/g, ' '), 60);
}
