import { type Box, placeBeside } from './place-beside';
import { firstOf } from './point-at';

/** Room around what a card is about, for what is drawn around it. */
const around = 8;

/**
 * Keeps a card in the window where it covers nothing that it is about, however the page is scrolled and
 * whatever comes and goes.
 *
 * @param about selectors, by importance; of each list what is found first counts.
 * @returns a function that ends it.
 */
export function keepBeside(card: HTMLElement, about: readonly (readonly string[])[]): () => void {
  const sized = new ResizeObserver(() => soon());
  const watched = new WeakSet<Element>();
  const place = () => {
    const elements = about.map(firstOf).filter((element) => element !== null);
    for (const element of [card, document.body, ...elements]) {
      if (!watched.has(element)) sized.observe(element);
      watched.add(element);
    }
    const boxes = elements.map(boxOf);
    const margin = Number.parseFloat(getComputedStyle(card).marginLeft);
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const size = {
      width: card.offsetWidth + 2 * margin,
      height: card.offsetHeight + 2 * margin,
    };
    const { left, top } = placeBeside(size, boxes, { width, height });
    card.style.left = `${left}px`;
    card.style.top = `${top}px`;
  };
  let asked = 0;
  // What is about to be drawn decides, once a frame.
  const soon = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(place);
  };
  const ending = new AbortController();
  const { signal } = ending;
  document.addEventListener('scroll', soon, { signal, capture: true, passive: true });
  window.addEventListener('resize', soon, { signal });
  const drawn = new MutationObserver(soon);
  drawn.observe(document.body, { childList: true, subtree: true });
  place();
  return () => {
    ending.abort();
    drawn.disconnect();
    sized.disconnect();
    cancelAnimationFrame(asked);
  };
}

function boxOf(element: HTMLElement): Box {
  const { left, top, width, height } = element.getBoundingClientRect();
  return {
    left: left - around,
    top: top - around,
    width: width + 2 * around,
    height: height + 2 * around,
  };
}
