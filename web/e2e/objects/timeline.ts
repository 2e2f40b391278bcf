import { expect, type Locator, type Page } from '@playwright/test';

/** The picture of when events happened, what is viewed of them, and which are in the range. */
export class Timeline {
  /** What is pointed at. Its lowest part is the axis. */
  readonly plot: Locator;
  readonly playhead: Locator;
  /** The range. */
  readonly band: Locator;
  readonly minimap: Locator;
  readonly legend: Locator;
  /** How wide the bars are, or what is under the pointer. */
  readonly note: Locator;
  readonly zoomIn: Locator;
  readonly zoomOut: Locator;
  readonly showAll: Locator;
  readonly startHere: Locator;
  readonly endHere: Locator;
  readonly clearRange: Locator;
  readonly fold: Locator;
  /** Where idle time is folded. */
  readonly seams: Locator;
  /** The flips of the condition that is looked for. */
  readonly flips: Locator;
  /** The one that was gone to. */
  readonly currentFlip: Locator;
  readonly play: Locator;
  readonly pause: Locator;
  readonly pace: Locator;
  readonly loop: Locator;

  constructor(private readonly page: Page) {
    const bar = page.getByRole('region', { name: 'Viewed moment' });
    this.plot = bar.getByRole('img', { name: /^Timeline/ });
    this.playhead = this.plot.locator('.playhead');
    this.band = this.plot.locator('.band');
    this.minimap = bar.locator('.minimap .window');
    this.legend = bar.locator('.legend').getByRole('listitem');
    this.note = bar.locator('.legend .note');
    this.zoomIn = bar.getByRole('button', { name: 'Zoom in' });
    this.zoomOut = bar.getByRole('button', { name: 'Zoom out' });
    this.showAll = bar.getByRole('button', { name: 'Show the whole timeline' });
    this.startHere = bar.getByRole('button', { name: 'From here' });
    this.endHere = bar.getByRole('button', { name: 'To here' });
    this.play = bar.getByRole('button', { name: 'Play' });
    this.pause = bar.getByRole('button', { name: 'Pause' });
    this.pace = bar.getByRole('combobox', { name: 'Pace' });
    this.loop = bar.getByRole('button', { name: 'Loop' });
    this.fold = bar.getByRole('button', { name: 'Fold idle time' });
    this.seams = bar.getByRole('list', { name: 'Idle time that is folded' }).getByRole('listitem');
    this.flips = bar.getByRole('group', { name: 'Flips' }).getByRole('button');
    this.currentFlip = bar.locator('.flip-mark[aria-current=true]');
    this.clearRange = bar.getByRole('button', { name: 'Clear range' });
  }

  /** How many events the legend counts in all. */
  async legendSum(): Promise<number> {
    const counts = await this.legend.locator('.type-count').allTextContents();
    return counts.reduce((sum, text) => sum + Number(text.replaceAll(',', '')), 0);
  }

  /** The choice of what it is drawn along. */
  axis(name: 'Time' | 'Position'): Locator {
    return this.page
      .getByRole('group', { name: 'Axis of the timeline' })
      .getByRole('radio', { name, exact: true });
  }

  /** Draws it along another axis, by mouse. */
  async drawAlong(name: 'Time' | 'Position'): Promise<void> {
    await this.page
      .getByRole('group', { name: 'Axis of the timeline' })
      .getByText(name, { exact: true })
      .click();
    await expect(this.axis(name)).toBeChecked();
  }

  /** A point of the page: at a share of the width, on the bars or on the axis below them. */
  async pointAt(share: number, on: 'bars' | 'axis' = 'bars'): Promise<{ x: number; y: number }> {
    const box = await this.plot.boundingBox();
    if (!box) throw new Error('the timeline is not in view');
    return { x: box.x + share * box.width, y: box.y + (on === 'bars' ? 20 : box.height - 6) };
  }

  async click(share: number): Promise<void> {
    const { x, y } = await this.pointAt(share);
    await this.page.mouse.click(x, y);
  }

  /** Holds the button at one share of the width, and moves over others. */
  async drag(from: number, over: number[], on: 'bars' | 'axis' = 'bars'): Promise<void> {
    const start = await this.pointAt(from, on);
    await this.page.mouse.move(start.x, start.y);
    await this.page.mouse.down();
    for (const share of over) {
      const { x, y } = await this.pointAt(share, on);
      await this.page.mouse.move(x, y, { steps: 4 });
    }
  }

  /** Turns the wheel above a share of the width. */
  async wheel(share: number, deltaX: number, deltaY: number): Promise<void> {
    const { x, y } = await this.pointAt(share);
    await this.page.mouse.move(x, y);
    await this.page.mouse.wheel(deltaX, deltaY);
  }

  /** Where the playhead is, as a share of the width. */
  async playheadShare(): Promise<number> {
    const { from, to } = await this.sharesOf(this.playhead);
    return (from + to) / 2;
  }

  /** From where to where something is, as shares of the width. */
  async sharesOf(part: Locator): Promise<{ from: number; to: number }> {
    const [plot, box] = await Promise.all([this.plot.boundingBox(), part.boundingBox()]);
    if (!plot || !box) throw new Error('it is not in view');
    const from = (box.x - plot.x) / plot.width;
    return { from, to: from + box.width / plot.width };
  }

  /** One of the moments that are compared. */
  end(name: 'A' | 'B'): Locator {
    return this.plot.locator('.end-mark', { hasText: name });
  }

  /** All that is drawn, to be held against another time. */
  picture(): Promise<string> {
    return this.plot.locator('canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  }

  /** Whether anything is drawn in a part of the bars, given as shares of the width. */
  drawn(from: number, to: number): Promise<boolean> {
    return this.plot.locator('canvas').evaluate(
      (canvas: HTMLCanvasElement, [begin, end]) => {
        const left = Math.floor(begin * canvas.width);
        const width = Math.ceil((end - begin) * canvas.width);
        // A copy to read from: reading the canvas itself would change how it is drawn.
        const copy = new OffscreenCanvas(width, 1).getContext('2d', { willReadFrequently: true });
        if (!copy) return false;
        // Low enough for the shortest bar, and above the line of the axis.
        copy.drawImage(canvas, -left, -Math.floor(canvas.height * 0.7));
        const { data } = copy.getImageData(0, 0, width, 1);
        // A line of the grid has no colour.
        for (let i = 0; i < data.length; i += 4) {
          const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(i, i + 4);
          if (alpha > 0 && Math.max(red, green, blue) - Math.min(red, green, blue) > 20)
            return true;
        }
        return false;
      },
      [from, to] as const,
    );
  }
}
