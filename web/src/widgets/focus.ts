/**
 * Keeps the focus on the page: when what has it is taken away, whatever took it, `fallback` gets it.
 * Without this a browser hands it to the document, and the next Tab starts from the top.
 */
export function keepFocus(fallback: () => HTMLElement | null): void {
  let holder: Element | null = null;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof Element) holder = target;
  });
  // A click on nothing takes the focus away on purpose: then the element that had it is still there.
  // An element that lost the focus because it was removed is not.
  document.addEventListener('focusout', () =>
    queueMicrotask(() => {
      if (holder?.isConnected && !isHeld()) holder = null;
    }),
  );
  new MutationObserver(() => {
    if (holder === null || holder.isConnected || isHeld()) return;
    holder = null;
    fallback()?.focus();
  }).observe(document.body, { childList: true, subtree: true });
}

function isHeld(): boolean {
  const { activeElement } = document;
  return activeElement !== null && activeElement !== document.body;
}
