/** Exact differences of decimal numbers written as text: amounts of money are never floating point. */

import type { Column } from '../protocol/questions.gen';

/** Whether a column holds numbers. */
export function isNumber(type: Column['type']): boolean {
  return type === 'integer' || type === 'decimal' || type === 'money';
}

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/** Whether a text is a number that {@link minus} can take: it has no exponent. */
export function isPlainNumber(text: string): boolean {
  return decimal.test(text);
}

/** A number as a whole number of units of `10 ** -digits`. */
interface Scaled {
  units: bigint;
  digits: number;
}

/** Reads `12.50`, or a whole number; `null` for anything else. */
function scaled(value: unknown): Scaled | null {
  const [, sign, whole, fraction = ''] = decimal.exec(String(value)) ?? [];
  if (whole === undefined) return null;
  return { units: BigInt(`${sign}${whole}${fraction}`), digits: fraction.length };
}

function written({ units, digits }: Scaled): string {
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, '0');
  const split = text.length - digits;
  const fraction = digits > 0 ? `.${text.slice(split)}` : '';
  return `${units < 0n ? '-' : ''}${text.slice(0, split)}${fraction}`;
}

/** `a` minus `b`, to the digits of the finer one. What is no number counts as 0. */
export function minus(a: unknown, b: unknown): string {
  const one = scaled(a) ?? { units: 0n, digits: 0 };
  const other = scaled(b) ?? { units: 0n, digits: 0 };
  const digits = Math.max(one.digits, other.digits);
  const units = ({ units, digits: its }: Scaled) => units * 10n ** BigInt(digits - its);
  return written({ units: units(one) - units(other), digits });
}

/** Whether a number as text is 0, in whatever way it is written. */
function isZero(text: string): boolean {
  return /^-?0*\.?0*$/.test(text);
}

/** A change as the page writes it: `+1,250.00`, `−3`, `±0`. */
export function showChange(text: string): string {
  if (isZero(text)) return '±0';
  const [whole = '', fraction] = text.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${text.startsWith('-') ? '−' : '+'}${grouped}${fraction ? `.${fraction}` : ''}`;
}
