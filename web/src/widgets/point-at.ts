/** What is pointed at has this name in the styles, which place things beside it. */
const anchor = '--pointed-at';

/** What the first selector finds that finds anything. */
export function firstOf(selectors: readonly string[]): HTMLElement | null {
  for (const selector of selectors) {
    const found = document.querySelector<HTMLElement>(selector);
    if (found) return found;
  }
  return null;
}

/**
 * Points at {@link firstOf} the selectors: brings it into view, and names it as the anchor that the
 * styles speak of. Elements come and go while the page is used, and the name goes with them.
 *
 * @returns a function that ends it.
 */
export function pointAt(selectors: readonly string[]): () => void {
  let pointed: HTMLElement | null = null;
  const point = () => {
    const target = firstOf(selectors);
    if (target === pointed) return;
    pointed?.style.removeProperty('anchor-name');
    pointed = target;
    pointed?.style.setProperty('anchor-name', anchor);
    pointed?.scrollIntoView({ block: 'center' });
  };
  point();
  const observer = new MutationObserver(point);
  observer.observe(document.body, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    pointed?.style.removeProperty('anchor-name');
  };
}
