/** Numbers, sizes and durations as the page writes them, and text cut to what a line can hold. */

const count = new Intl.NumberFormat('en-US');

/** `1,234,567`. */
export function showCount(n: number): string {
  return count.format(n);
}

const short = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** `1.2M`, where the exact number stands elsewhere. */
export function showShort(n: number): string {
  return short.format(n);
}

/** `1 event`, `2 events`. */
export function plural(n: number, noun: string): string {
  return `${showCount(n)} ${noun}${n === 1 ? '' : 's'}`;
}

/** `0.8 ms`, `120 ms`, `3.4 s`. */
export function showDuration(ms: number): string {
  if (ms < 100) return `${ms.toFixed(1)} ms`;
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

const lapses: [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1000, 's'],
  [1, 'ms'],
];

/** How long something lasted, about: `3 d 4 h`, `12 d`, `250 ms`. */
export function showLapse(ms: number): string {
  const { precise } = unitsOf(ms);
  const rounded = Math.round(ms / precise) * precise;
  // Rounded up, it may be one of a longer unit.
  const { unit, name, next } = unitsOf(rounded);
  const whole = Math.floor(rounded / unit);
  const rest = next ? Math.floor((rounded % unit) / next[0]) : 0;
  return `${showCount(whole)} ${name}${whole < few && rest > 0 ? ` ${rest} ${next?.[1]}` : ''}`;
}

/** So many of a unit say little without some of the next. */
const few = 10;

function unitsOf(ms: number) {
  const first = lapses.findIndex(([length]) => ms >= length);
  const [[unit, name], next] = [lapses[first] ?? [1, 'ms'], lapses[first + 1]];
  return { unit, name, next, precise: ms < few * unit && next ? next[0] : unit };
}

/** `240 B`, `1.5 MB`; powers of 1,000. */
export function showBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  const units = ['kB', 'MB', 'GB'];
  const step = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  return `${(bytes / 1000 ** step).toFixed(1)} ${units[step - 1]}`;
}

/** `lastType` and `last_type` as `last type`. */
export function inWords(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z])[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
}

/**
 * Text for one line: its first `length` code units, with what would not show made visible. Bidi
 * controls are among that, or a name could turn round what stands beside it.
 */
export function oneLine(text: string, length: number): string {
  const cut = text.length > length ? `${text.slice(0, length)}…` : text;
  return cut.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, visible);
}

function visible(char: string): string {
  if (char === '\t' || char === '\n' || char === '\r') return ' ';
  if (char === '\u200d' || char === '\u200c') return char;
  const code = char.codePointAt(0) ?? 0;
  return code < 0x20 ? String.fromCodePoint(0x2400 + code) : '\ufffd';
}
