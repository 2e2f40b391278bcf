/** Put into Hindsight's page, which knows nothing of it. */

import { HindsightPeer } from '../peers/hindsight';
import { frame, sweepFrames } from './frames';
import { Probe } from './probe';
import type { Bench, Click } from './work';

class HindsightBench extends Probe implements Bench {
  readonly #hindsight: Promise<HindsightPeer>;

  constructor(hindsight: Promise<HindsightPeer>) {
    super(hindsight);
    this.#hindsight = hindsight;
  }

  override async load(input: HTMLInputElement, cut: number[]) {
    await window.hindsight.clear();
    return super.load(input, cut);
  }

  async answerUntil(events: number) {
    (await this.#hindsight).answerUntil(events);
  }

  async sweep(last: number, seconds: number) {
    const slider = found<HTMLInputElement>('input[type=range][aria-label=Position]');
    const changes = watched(found('.panes'));
    const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    const step = (part: number) => {
      setValue?.call(slider, String(Math.round(part * last)));
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    };
    const swept = await sweepFrames(seconds, step, () => changes.take());
    changes.end();
    return swept;
  }

  /** The click comes right after a frame, which leaves all the time there is until the next. */
  async click(button: HTMLElement, table: HTMLElement): Promise<Click> {
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    const changes = watched(table);
    const began = performance.now();
    button.click();
    for (let frames = 1; frames <= 300; frames++) {
      await frame();
      // The page draws in a callback of the same frame, which may come after this one.
      await afterPaint();
      if (!changes.take()) continue;
      changes.end();
      return { ms: performance.now() - began, frames };
    }
    throw new Error('the table never changed');
  }
}

function found<E extends HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

/** Counts the changes below an element. */
function watched(element: HTMLElement) {
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

/** A message that is sent in a frame's callback comes when that frame was painted. */
function afterPaint(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}

const opened = new Promise<HindsightPeer>((resolve) => {
  addEventListener('DOMContentLoaded', async () => {
    await window.hindsight.ready;
    resolve(new HindsightPeer(window.hindsight));
  });
});

window.bench = new HindsightBench(opened);
window.firstAnswer = opened.then(async (hindsight) => {
  await hindsight.state(1);
  return performance.now();
});
