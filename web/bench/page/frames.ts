/** The frames of a page. */

import type { Sweep } from './work';

/** The next frame's time, which is the same for all callbacks of that frame. */
export function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/**
 * Goes from 0 to 1 in so many seconds, a step each frame.
 *
 * @param step is given how far it is
 * @param changed whether what is shown is another since it was last asked
 */
export async function sweepFrames(
  seconds: number,
  step: (part: number) => void,
  changed: () => boolean,
): Promise<Sweep> {
  const began = await frame();
  changed();
  let frames = 0;
  let painted = 0;
  let longestMs = 0;
  let last = began;
  while (last - began < seconds * 1000) {
    step((last - began) / (seconds * 1000));
    const now = await frame();
    frames++;
    if (changed()) painted++;
    longestMs = Math.max(longestMs, now - last);
    last = now;
  }
  return { frames, seconds: (last - began) / 1000, longestMs, painted };
}
