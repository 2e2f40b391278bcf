import type uPlot from 'uplot';

/** A stretch of an axis: of time in milliseconds, or of positions. */
interface Span {
  from: number;
  to: number;
}

import type { Tick } from '../text/ticks';

/** The height of what is written below the bars, in pixels. */
export const axisHeight = 18;

/** What is drawn. */
export interface Bars {
  /** From left to right, at least a width apart. */
  starts: number[];
  width: number;
  /** What is stacked, from the bottom up; as many as there were when the chart was made. */
  counts: number[][];
}

/** How it is drawn. */
export interface Look {
  span: Span;
  ticks: Tick[];
  /** By what is stacked; the last is also that of the axis. */
  colors: string[];
  /** The colours of what is written, and of the lines behind the bars. */
  text: string;
  grid: string;
}

/** Stacked bars on a canvas. What moves, such as the playhead, is drawn over it by the panel. */
export class BarChart {
  #plot: uPlot;
  #look: Look;

  constructor(
    Plot: typeof uPlot,
    root: HTMLElement,
    private readonly stacked: number,
    look: Look,
  ) {
    this.#look = look;
    this.#plot = new Plot(this.#options(Plot, root), this.#stack(none), root);
  }

  draw(bars: Bars, look: Look): void {
    this.#look = look;
    this.#plot.setData(this.#stack(bars));
  }

  resize(width: number, height: number): void {
    this.#plot.setSize({ width, height });
  }

  destroy(): void {
    this.#plot.destroy();
  }

  /** Each on top of those below it; the tallest is drawn first, and the others over it. */
  #stack({ starts: bars, width, counts }: Bars): uPlot.AlignedData {
    // Bars are drawn as wide as the least that is between two of them: one more, and that is known.
    const starts = bars.length > 0 ? [...bars, (bars.at(-1) ?? 0) + width] : bars;
    const sums: number[][] = [];
    let below: number[] = starts.map(() => 0);
    for (let i = 0; i < this.stacked; i++) {
      below = below.map((sum, bucket) => sum + (counts[i]?.[bucket] ?? 0));
      sums.unshift(below);
    }
    return [starts, ...sums];
  }

  #options(Plot: typeof uPlot, root: HTMLElement): uPlot.Options {
    const bars = Plot.paths.bars?.({ size: [1, Number.POSITIVE_INFINITY, 2], align: 1, gap: 1 });
    const series = Array.from({ length: this.stacked }, (_none, drawn): uPlot.Series => {
      const fill = () => this.#look.colors[this.stacked - 1 - drawn] ?? '';
      return { width: 0, points: { show: false }, fill, ...(bars && { paths: bars }) };
    });
    return {
      width: root.clientWidth,
      height: root.clientHeight,
      padding: [2, 0, 0, 0],
      legend: { show: false },
      cursor: { show: false },
      select: { show: false, left: 0, top: 0, width: 0, height: 0 },
      scales: {
        x: { time: false, range: () => [this.#look.span.from, this.#look.span.to] },
        y: { range: (_plot, _min, max) => [0, max || 1] },
      },
      axes: [
        {
          size: axisHeight,
          gap: 2,
          font: `11px ${getComputedStyle(root).fontFamily}`,
          stroke: () => this.#look.text,
          border: { show: true, width: 1, stroke: () => this.#look.colors.at(-1) ?? '' },
          grid: { width: 1, stroke: () => this.#look.grid },
          ticks: { show: false },
          splits: () => this.#look.ticks.map(({ place }) => place),
          values: () => this.#look.ticks.map(({ text }) => text),
        },
        { show: false },
      ],
      series: [{}, ...series],
    };
  }
}

const none: Bars = { starts: [], width: 0, counts: [] };
