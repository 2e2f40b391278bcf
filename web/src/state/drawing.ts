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
 * What changes within a frame is drawn together. A key is for the page as it is by then: whoever types on
 * within a frame would else move from where he was.
 */
export function drawOncePerFrame(): void {
  options.debounceRendering = (draw) => {
    waiting = draw;
    nextFrame(drawNow);
  };
  addEventListener('keydown', drawNow, { capture: true });
}

/** Draws what waits at once: what is opened has the focus before the next key. */
export function drawNow(): void {
  const draw = waiting;
  waiting = null;
  draw?.();
}
