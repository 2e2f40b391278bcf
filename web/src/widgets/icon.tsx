/** Drawings of 16 by 16, in the colour of the text; what they stand for is said by their button. */
const shapes = {
  first: 'M4 3v10M13 3 6.5 8 13 13z',
  previous: 'M11.5 3 5 8l6.5 5z',
  next: 'M4.5 3 11 8l-6.5 5z',
  latest: 'M3 3l6.5 5L3 13zM12 3v10',
  close: 'M4 4l8 8M12 4l-8 8',
  more: 'M4 6.5 8 10.5 12 6.5',
  up: 'M4 9.5 8 5.5 12 9.5',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  whole: 'M2 3v10M14 3v10M4.5 8h7M7 5.5 4.5 8 7 10.5M9 5.5 11.5 8 9 10.5',
  fold: 'M7 3 5.5 5.5 7 8l-1.5 2.5L7 13M11 3 9.5 5.5 11 8l-1.5 2.5L11 13M1 8h2.5M12.5 8H15',
  start: 'M9 3H5v10h4M12.5 8H8M10 6 8 8l2 2',
  end: 'M7 3h4v10H7M3.5 8H8M6 6l2 2-2 2',
  play: 'M4.5 3 12 8l-7.5 5z',
  pause: 'M5.5 3v10M10.5 3v10',
  loop: 'M3 8V7a2 2 0 0 1 2-2h8M11 3l2 2-2 2M13 8v1a2 2 0 0 1-2 2H3M5 9l-2 2 2 2',
  beside: 'M2 3h12v10H2zM8 3v10M11 6.5v3M9.5 8h3',
  search: 'M10.5 10.5 14 14M12 7A5 5 0 1 1 2 7a5 5 0 0 1 10 0z',
  theme: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12z',
} as const;

/** The name of a drawing. */
export type IconName = keyof typeof shapes;

/** A drawing that says nothing to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[name]} />
    </svg>
  );
}
