/** A part of the window, in pixels. */
export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** How large something is. */
export type Size = Pick<Box, 'width' | 'height'>;

/** A corner of a box. */
export type Place = Pick<Box, 'left' | 'top'>;

/**
 * The place for a card where it covers least of some boxes, the first being the most important: under,
 * above or beside the first or else a later one, or at an edge of the room. A card as wide as the room
 * is a sheet, which is at its lower edge or else at its upper one.
 */
export function placeBeside(card: Size, boxes: readonly Box[], room: Size): Place {
  const right = room.width - card.width;
  const bottom = room.height - card.height;
  const edges = [
    { left: right, top: bottom },
    { left: 0, top: bottom },
    { left: right, top: 0 },
    { left: 0, top: 0 },
  ];
  const [first, ...others] = boxes;
  // The last are the largest: beside them there is least of anything.
  const preferred = first ? [first, ...others.reverse()] : [];
  const places = right > 0 ? [...preferred.flatMap((box) => around(box, card)), ...edges] : edges;
  const within = places.map(({ left, top }) => ({
    left: Math.max(0, Math.min(left, right)),
    top: Math.max(0, Math.min(top, bottom)),
  }));
  const [best = { left: 0, top: 0 }] = within
    .map((place) => ({ place, covered: boxes.map((box) => overlap(box, { ...place, ...card })) }))
    .sort((one, other) => compare(one.covered, other.covered))
    .map(({ place }) => place);
  return best;
}

/** Under a box, above it, and at its sides. */
function around(box: Box, card: Size): Place[] {
  const { left, top, width, height } = box;
  return [
    { left, top: top + height },
    { left, top: top - card.height },
    { left: left - card.width, top },
    { left: left + width, top },
  ];
}

/** How much of two boxes is in both. */
function overlap(one: Box, other: Box): number {
  const width =
    Math.min(one.left + one.width, other.left + other.width) - Math.max(one.left, other.left);
  const height =
    Math.min(one.top + one.height, other.top + other.height) - Math.max(one.top, other.top);
  return Math.max(0, width) * Math.max(0, height);
}

/** By the first in which they differ; as sorting is stable, earlier places are preferred. */
function compare(one: readonly number[], other: readonly number[]): number {
  const i = one.findIndex((each, i) => each !== other[i]);
  return i < 0 ? 0 : (one[i] ?? 0) - (other[i] ?? 0);
}
