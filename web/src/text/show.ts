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

const spanUnits = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1000],
] as const;

/** How long something lasted: `2 d 3 h`, `5 min 10 s`, `0.4 s`; the two largest units that say anything. */
export function showSpan(ms: number): string {
  if (ms < 10_000) return `${Number((ms / 1000).toFixed(ms < 1000 ? 3 : 1))} s`;
  const first = spanUnits.findIndex(([, unit]) => ms >= unit);
  let rest = ms;
  const parts = spanUnits.slice(first, first + 2).map(([name, unit]) => {
    const times = Math.floor(rest / unit);
    rest -= times * unit;
    return times > 0 ? `${showCount(times)} ${name}` : '';
  });
  return parts.filter(Boolean).join(' ');
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
