/** Has the browser collect what nobody holds any more, in the page and its workers. */

interface Measured extends Performance {
  measureUserAgentSpecificMemory?(): Promise<unknown>;
}

/** Does nothing where the browser does not offer to measure, for which it collects. */
export async function collect(): Promise<void> {
  const { measureUserAgentSpecificMemory: measure } = performance as Measured;
  if (measure && crossOriginIsolated) await measure.call(performance);
}
