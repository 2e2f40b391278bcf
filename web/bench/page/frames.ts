/** The frames of a page. */

/** The next frame's time, which is the same for all callbacks of that frame. */
export function frame(): Promise<number> {
  return new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Resolves when the frame whose callback asks for it was painted: a message sent there comes after it. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

/** What the frames of a sweep were like. */
export interface Sweep {
  frames: number;
  seconds: number;
  longestMs: number;
  painted: number;
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

/** Counts the changes below an element. */
export function watched(element: HTMLElement) {
  let changes = 0;
  const observer = new MutationObserver((records) => {
    changes += records.length;
  });
  observer.observe(element, { subtree: true, childList: true, characterData: true });
  return {
    /** Whether there were any since it was last asked. */
    take(): boolean {
      const any = changes + observer.takeRecords().length > 0;
      changes = 0;
      return any;
    },
    end: () => observer.disconnect(),
  };
}
