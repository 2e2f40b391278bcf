/** Put into Hindsight's page, which knows nothing of it. It uses only `window.hindsight` and what is shown. */

import { HindsightPeer } from '../peers/hindsight';
import type { LoggedEvent } from '../peers/peer';
import { afterPaint, frame, sweepFrames, watched } from './frames';
import { Probe } from './probe';
import { Traffic } from './traffic';
import type { Cost, Drag, ProductBench } from './work';

/** When no message came for so long, all is still. Longer than anything on the page waits by itself. */
const stillMs = 300;
/** So many events beyond those of the last checkpoint are too few for another one. */
const fewEvents = 5_000;
/** Buckets of a histogram: about as many as the timeline has bars. */
const buckets = 200;

const traffic = new Traffic();
traffic.install();

class HindsightBench extends Probe implements ProductBench {
  readonly #hindsight: Promise<HindsightPeer>;

  constructor(hindsight: Promise<HindsightPeer>) {
    super(hindsight);
    this.#hindsight = hindsight;
  }

  override async load(input: HTMLInputElement, cut: number[]) {
    await window.hindsight.clear();
    await traffic.still(stillMs);
    const loaded = await super.load(input, cut);
    const { storage } = await window.hindsight.stats();
    if (storage.kind !== 'file') throw new Error(`the log is not in a file: ${storage.reason}`);
    return loaded;
  }

  async answerUntil(events: number) {
    (await this.#hindsight).answerUntil(events);
  }

  async rested() {
    for (;;) {
      const { events, storage } = await window.hindsight.stats();
      if (events - storage.checkpoint <= fewEvents) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await traffic.still(stillMs);
  }

  async histograms(events: LoggedEvent[]) {
    const all: number[] = [];
    for (const event of events) {
      await (await this.#hindsight).append(event);
      const began = performance.now();
      await window.hindsight.histogram({ buckets, by: 'type' });
      all.push(performance.now() - began);
    }
    return all;
  }

  async drag(last: number, seconds: number): Promise<Drag> {
    const changes = watched(found('.panes'));
    await traffic.still(stillMs);
    traffic.begin();
    const step = (part: number) => slideTo(Math.round(part * last));
    const swept = await sweepFrames(seconds, step, () => changes.take());
    changes.end();
    const { calls, callMs } = traffic.end();
    return { ...swept, calls, longestCallMs: callMs.reduce((a, b) => Math.max(a, b), 0) };
  }

  step(position: number) {
    return costOf(() => slideTo(position));
  }

  async pay() {
    await placeOrder();
    await traffic.still(stillMs);
    const buttons = [...document.querySelectorAll<HTMLElement>('.shop-commands button')];
    const button = buttons.find(({ textContent }) => textContent?.trim() === 'Pay');
    if (!button) throw new Error('the page has no button Pay');
    return costOf(() => button.click());
  }
}

/** Sees to it that there is one to be paid. */
async function placeOrder(): Promise<void> {
  const commands = await window.hindsight.commands();
  const { fields = [] } = commands.find(({ name }) => name === 'place-order') ?? {};
  const values = Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  await window.hindsight.execute('place-order', values);
}

/** It comes right after a frame, which leaves all the time there is until the next. */
async function costOf(deed: () => void): Promise<Cost> {
  const changes = watched(found('.panes [role=tabpanel]'));
  await traffic.still(stillMs);
  await frame();
  await new Promise((resolve) => setTimeout(resolve));
  changes.take();
  traffic.begin();
  const began = performance.now();
  deed();
  const { ms, frames } = await painted(began, () => changes.take());
  changes.end();
  await traffic.still(stillMs);
  const { calls, sent, received } = traffic.end();
  return { ms, frames, calls, sent, received };
}

async function painted(began: number, changed: () => boolean) {
  for (let frames = 1; frames <= 600; frames++) {
    await frame();
    // The page draws in a callback of the same frame, which may come after this one.
    await afterPaint();
    if (changed()) return { ms: performance.now() - began, frames };
  }
  throw new Error('what is shown never changed');
}

const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;

function slideTo(position: number): void {
  const slider = found<HTMLInputElement>('#position');
  setValue?.call(slider, String(position));
  slider.dispatchEvent(new Event('input', { bubbles: true }));
}

function found<E extends HTMLElement>(selector: string): E {
  const element = document.querySelector<E>(selector);
  if (!element) throw new Error(`the page has no ${selector}`);
  return element;
}

const opened = new Promise<HindsightPeer>((resolve, reject) => {
  addEventListener('DOMContentLoaded', async () => {
    try {
      await window.hindsight.ready;
      resolve(new HindsightPeer(window.hindsight));
    } catch (error) {
      reject(error);
    }
  });
});

window.bench = new HindsightBench(opened);
