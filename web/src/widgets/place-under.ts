/** Between a popover and what opened it, and the least between it and the window's edge, in pixels. */
const gap = 4;
const margin = 8;

/** Puts a popover under what opened it, or above where there is no room, within the window. */
export function placeUnder(popover: HTMLElement, anchor: HTMLElement): void {
  const { left, top, bottom } = anchor.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = popover;
  const rightmost = document.documentElement.clientWidth - offsetWidth - margin;
  const lowest = innerHeight - offsetHeight - margin;
  const above = top - gap - offsetHeight;
  const under = bottom + gap;
  const place = under > lowest && above >= margin ? above : Math.min(under, lowest);
  popover.style.left = `${Math.max(margin, Math.min(left, rightmost))}px`;
  popover.style.top = `${Math.max(margin, place)}px`;
}
