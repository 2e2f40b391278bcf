/** What a pointer does to a picture of an axis. All places are shares of its width, from 0 to 1. */
export interface Gestures {
  /** The button is held here, or a finger is. */
  point(share: number): void;
  /** A stretch is being chosen. */
  brush(from: number, to: number): void;
  /** It was chosen, or given up. */
  brushed(chosen: boolean): void;
  /** To be so many times as long, with what is here staying where it is. */
  zoom(share: number, factor: number): void;
  /** To be moved by a share of what is in view; refused where all is, so that the page scrolls. */
  pan(share: number): boolean;
  /** The pointer is above it; `null` once it has gone. */
  hover(share: number | null): void;
}

/** A shorter stretch was not meant to be one; in pixels. */
const leastBrush = 4;
/** The most of a wheel's turn that counts at once, and how much doubles; in pixels. */
const mostTurn = 50;
const doublingTurn = 100;
const lineHeight = 16;

/**
 * Tells what a pointer does.
 *
 * @param brushes whether a pointer that goes down begins to choose a stretch.
 * @returns what ends it.
 */
export function listenForGestures(
  element: HTMLElement,
  brushes: (event: PointerEvent) => boolean,
  gestures: Gestures,
): () => void {
  const stop = new AbortController();
  const pointers = new Map<number, number>();
  let doing: 'nothing' | 'pointing' | 'brushing' | 'pinching' = 'nothing';
  let began = 0;
  const shareAt = (clientX: number) => {
    const { left, width } = element.getBoundingClientRect();
    return width > 0 ? Math.min(1, Math.max(0, (clientX - left) / width)) : 0;
  };
  const end = (chosen: boolean) => {
    if (doing === 'brushing') gestures.brushed(chosen);
    doing = 'nothing';
  };

  const down = (event: PointerEvent) => {
    if (event.button !== 0) return;
    element.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, event.clientX);
    if (pointers.size === 2) {
      end(false);
      doing = 'pinching';
    } else if (pointers.size === 1) {
      began = event.clientX;
      doing = brushes(event) ? 'brushing' : 'pointing';
      // A finger may be about to scroll the page: it has to move, or to go up again.
      if (doing === 'pointing' && event.pointerType !== 'touch') gestures.point(shareAt(began));
    }
  };
  const move = (event: PointerEvent) => {
    const before = [...pointers.values()];
    if (pointers.has(event.pointerId)) pointers.set(event.pointerId, event.clientX);
    const here = shareAt(event.clientX);
    if (doing === 'pinching') pinch(before, [...pointers.values()], shareAt, gestures);
    else if (doing === 'pointing') gestures.point(here);
    else if (doing === 'brushing') gestures.brush(shareAt(began), here);
    gestures.hover(doing === 'nothing' ? here : null);
  };
  const up = (event: PointerEvent) => {
    const held = pointers.delete(event.pointerId);
    if (!held || doing === 'nothing') return;
    const long = Math.abs(event.clientX - began) >= leastBrush;
    if (doing === 'pointing' || (doing === 'brushing' && !long)) {
      gestures.point(shareAt(event.clientX));
    }
    end(long);
  };
  const cancel = (event: PointerEvent) => {
    pointers.delete(event.pointerId);
    end(false);
  };
  const wheel = (event: WheelEvent) => {
    const { ctrlKey, clientX, deltaX, deltaY, deltaMode } = event;
    const unit = deltaMode === WheelEvent.DOM_DELTA_LINE ? lineHeight : 1;
    if (ctrlKey) {
      const turn = Math.min(mostTurn, Math.max(-mostTurn, deltaY * unit));
      gestures.zoom(shareAt(clientX), 2 ** (turn / doublingTurn));
      event.preventDefault();
      return;
    }
    const by = (Math.abs(deltaX) > Math.abs(deltaY) ? deltaX : deltaY) * unit;
    if (gestures.pan(by / Math.max(1, element.clientWidth))) event.preventDefault();
  };
  const giveUp = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || doing !== 'brushing') return;
    event.preventDefault();
    end(false);
  };

  const { signal } = stop;
  element.addEventListener('pointerdown', down, { signal });
  element.addEventListener('pointermove', move, { signal });
  element.addEventListener('pointerup', up, { signal });
  element.addEventListener('pointercancel', cancel, { signal });
  element.addEventListener('pointerleave', () => gestures.hover(null), { signal });
  element.addEventListener('wheel', wheel, { signal, passive: false });
  document.addEventListener('keydown', giveUp, { signal, capture: true });
  return () => stop.abort();
}

/** Two fingers: what is between them is stretched as they part, and goes with them. */
function pinch(
  before: number[],
  now: number[],
  shareAt: (x: number) => number,
  { zoom, pan }: Gestures,
): void {
  const [a = 0, b = 0] = before;
  const [c = 0, d = 0] = now;
  pan(shareAt((a + b) / 2) - shareAt((c + d) / 2));
  if (c !== d) zoom(shareAt((c + d) / 2), Math.abs(a - b) / Math.abs(c - d));
}
