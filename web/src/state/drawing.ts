/** When what changed is drawn. */

import { options } from 'preact';

/** Draws what waits for the next frame; `null` when nothing does. */
let waiting: (() => void) | null = null;

/** Answers come one by one; what they change is drawn together. A hidden page has no frames. */
export function drawOncePerFrame(): void {
  options.debounceRendering = (draw) => {
    waiting = draw;
    if (document.hidden) setTimeout(drawNow);
    else requestAnimationFrame(drawNow);
  };
}

/** Draws what waits, for whoever types on at once: a key that comes before the frame would be lost. */
export function drawNow(): void {
  const draw = waiting;
  waiting = null;
  draw?.();
}
