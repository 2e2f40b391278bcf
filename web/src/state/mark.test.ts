import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { type Mark, marksOf, preferredMark } from './mark';

/** In the order in which they first appear. */
const sampleShop = [
  'UserRegistered',
  'StockAdded',
  'OrderPlaced',
  'PaymentReceived',
  'StockRemoved',
  'OrderShipped',
];
const generated = [...sampleShop, 'UserLoggedIn', 'OrderRefunded'];

/** Each order of the names. */
function* orders(names: readonly string[]): Generator<string[]> {
  if (names.length === 0) yield [];
  for (const name of names) {
    for (const rest of orders(names.filter((other) => other !== name))) yield [name, ...rest];
  }
}

function leastApart(marks: Iterable<Mark>): number {
  const hues = [...marks].map(({ hue }) => hue).sort((a, b) => a - b);
  return Math.min(
    ...hues.map((hue, i) => ((hues[i + 1] ?? (hues[0] ?? 0) + 360) - hue + 360) % 360 || 0),
  );
}

test('the types of the shop have hues that can be told apart, whichever came first', () => {
  for (const names of orders(sampleShop)) assert.ok(leastApart(marksOf(names).values()) >= 30);
  assert.ok(leastApart(marksOf(generated).values()) >= 30);
});

test('what comes later changes no mark that is there', () => {
  const before = marksOf(generated);
  const names = Array.from({ length: 200 }, (_none, n) => `Rare${n}`);
  const after = marksOf([...generated, ...names]);
  for (const [name, mark] of before) assert.deepEqual(after.get(name), mark);
});

test('a name alone has the mark it prefers', () => {
  for (const name of generated) assert.deepEqual(marksOf([name]).get(name), preferredMark(name));
});

test('twelve names differ in hue, and thirty-six in hue or shape', () => {
  const names = Array.from({ length: 36 }, (_none, n) => `Type${n}`);
  const marks = [...marksOf(names).values()];
  assert.equal(new Set(marks.slice(0, 12).map(({ hue }) => hue)).size, 12);
  assert.equal(new Set(marks.map(({ hue, shape }) => `${hue} ${shape}`)).size, 36);
});

test('every hue can be read on whatever is behind it, in both themes', () => {
  const tokens = readFileSync('styles/tokens.css', 'utf8');
  for (const theme of [1, 2]) {
    // Each token says what it is in the light, and what in the dark.
    const token = (name: string) =>
      new RegExp(`--${name}: light-dark\\((.*), ([^,]*)\\);`).exec(tokens)?.[theme] ?? '';
    const [lightness = 0, chroma = 0] = shadeOf(token('badge-shade'));
    for (const ground of ['surface', 'hover', 'accent-soft', 'past-soft']) {
      for (let hue = 0; hue < 360; hue += 30) {
        const contrast = contrastOf(luminance(lightness, chroma, hue), luminanceOf(token(ground)));
        assert.ok(contrast >= 4.5, `hue ${hue} on ${ground} ${token(ground)}: ${contrast}`);
      }
    }
  }
});

/** The lightness and the chroma of a colour written as `oklch(42% 0.13 0)`. */
function shadeOf(oklch: string): number[] {
  const [, lightness, chroma] = /^oklch\(([\d.]+)% ([\d.]+) /.exec(oklch) ?? [];
  return [Number(lightness) / 100, Number(chroma)];
}

function contrastOf(a: number, b: number): number {
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The relative luminance of a colour written as `#rrggbb`. */
function luminanceOf(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The relative luminance of an oklch colour, cut to what a screen can show. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const cut = (part: number) => Math.min(1, Math.max(0, part));
  return (
    0.2126 * cut(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) +
    0.7152 * cut(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) +
    0.0722 * cut(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)
  );
}
