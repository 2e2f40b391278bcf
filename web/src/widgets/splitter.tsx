import { useRef } from 'preact/hooks';

/** The least share of the room of both that each side keeps. */
const least = 0.15;
/** A step of an arrow key; and with Shift. */
const step = 0.02;
const longStep = 0.1;

/** The boundary between two elements side by side: dragged, or moved by the arrow keys. */
export function Splitter({
  label,
  controls,
  part,
  usual = 0.5,
  onPart,
}: {
  label: string;
  /** The id of the element before it. */
  controls: string;
  /** What that element has of the room of both, from 0 to 1. */
  part: number;
  /** What it has after a double click. */
  usual?: number;
  onPart(part: number): void;
}) {
  const held = useRef(false);
  const move = (part: number) => onPart(Math.min(1 - least, Math.max(least, part)));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const by = event.shiftKey ? longStep : step;
    const target = new Map([
      ['ArrowLeft', part - by],
      ['ArrowRight', part + by],
      ['Home', 0],
      ['End', 1],
      ['Enter', usual],
    ]).get(event.key);
    if (target === undefined) return;
    event.preventDefault();
    move(target);
  };
  return (
    <hr
      class="splitter"
      aria-orientation="vertical"
      aria-label={label}
      title="Drag, or use the arrow keys; double click for the usual widths"
      aria-controls={controls}
      aria-valuenow={Math.round(part * 100)}
      aria-valuemin={least * 100}
      aria-valuemax={(1 - least) * 100}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDblClick={() => move(usual)}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        held.current = true;
      }}
      onPointerMove={({ currentTarget, clientX }) => {
        if (held.current) move(partAt(currentTarget, clientX));
      }}
      onLostPointerCapture={() => {
        held.current = false;
      }}
    />
  );
}

/** What the element before a splitter has of the room of both, if the boundary is there. */
function partAt(splitter: Element, clientX: number): number {
  const begin = splitter.previousElementSibling?.getBoundingClientRect().left ?? 0;
  const end = splitter.nextElementSibling?.getBoundingClientRect().right ?? 0;
  return end > begin ? (clientX - begin) / (end - begin) : 0.5;
}
