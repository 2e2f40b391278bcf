/** What a number became, and where. */
export interface Step {
  /** On the axis, from left to right. */
  place: number;
  value: number;
}

/** Of the drawing, which is stretched to the room that there is. */
const width = 100;
const height = 20;

/** A number that changes in steps, drawn as a small line. */
export function StepLine({
  label,
  steps,
  end,
}: {
  /** The drawing in words. */
  label: string;
  /** In the order of their places; at least one. */
  steps: readonly Step[];
  /** How far the last value lasts. */
  end: number;
}) {
  return (
    <svg
      class="step-line"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path d={stepPath(steps, end)} />
    </svg>
  );
}

/** The line as the data of a path, within the drawing. */
export function stepPath(steps: readonly Step[], end: number): string {
  const values = steps.map(({ value }) => value);
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const from = steps[0]?.place ?? 0;
  const x = (place: number) => round(end > from ? ((place - from) / (end - from)) * width : 0);
  const y = (value: number) =>
    round(most > least ? height - ((value - least) / (most - least)) * height : height / 2);
  const [first, ...others] = steps;
  if (!first) return '';
  const line = others.map(({ place, value }) => `H${x(place)}V${y(value)}`);
  return `M${x(first.place)} ${y(first.value)}${line.join('')}H${width}`;
}

function round(place: number): number {
  return Math.round(place * 100) / 100;
}
