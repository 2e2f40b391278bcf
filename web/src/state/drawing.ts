/** When what changed is drawn. */

import { options } from 'preact';

/** Draws what waits for the next frame; `null` when nothing does. */
let waiting: (() => void) | null = null;

/**
 * Answers come one by one; what they change is drawn together. A hidden page has no frames. A key is
 * for the page as it is by then: whoever types on within a frame would else move from where he was.
 */
export function drawOncePerFrame(): void {
  options.debounceRendering = (draw) => {
    waiting = draw;
    if (document.hidden) setTimeout(drawNow);
    else requestAnimationFrame(drawNow);
  };
  addEventListener('keydown', drawNow, { capture: true });
}

/** Draws what waits at once: what is opened has the focus before the next key. */
export function drawNow(): void {
  const draw = waiting;
  waiting = null;
  draw?.();
}
