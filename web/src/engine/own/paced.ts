/** While a projection catches up, it has folded more all the time. It is told only so often, in milliseconds. */
const everyMs = 150;

/** Tells at once that all is folded or that the first of it is, and in between only so often. */
export function paced(tell: (settled: boolean) => void): (settled: boolean) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (settled) => {
    const now = performance.now();
    if (!settled && now - told < everyMs) return;
    told = now;
    tell(settled);
  };
}
