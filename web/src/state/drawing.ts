/** When what changed is drawn. */

import { options } from 'preact';

/** Draws what waits for the next frame; `null` when nothing does. */
let waiting: (() => void) | null = null;

/** Runs something when the next frame is drawn; a hidden page has none, and runs it soon. */
export function nextFrame(then: () => void): void {
  if (document.hidden) setTimeout(then);
  else requestAnimationFrame(then);
}

/**
 * Draws changes once a frame. A key press draws what waits first: it is meant for the page as it is after
 * the key before, even when both come within one frame.
 */
export function drawOncePerFrame(): void {
  options.debounceRendering = (draw) => {
    waiting = draw;
    nextFrame(drawNow);
  };
  addEventListener('keydown', drawNow, { capture: true });
}

/** Draws now what waits for the frame: so what was opened has the focus before the next key. */
export function drawNow(): void {
  const draw = waiting;
  waiting = null;
  draw?.();
}
