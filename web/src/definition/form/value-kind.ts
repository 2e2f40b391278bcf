/** What a scalar is, as its JSON text says. Amounts of money come as numbers and as text, and so do ids. */
export type ValueKind =
  /** A number that is whole and that JavaScript holds: `12`, `12.00`. */
  | 'whole'
  /** Any other number: `12.5`, `1e-7`, `9007199254740993`. */
  | 'fraction'
  /** Text that is a decimal with a point: `"12.50"`. */
  | 'decimal'
  /** Text that is a whole number: `"1001"`. It may be an amount as well as an id. */
  | 'digits'
  /** Text that begins as RFC 3339 times do. */
  | 'moment'
  | 'text'
  | 'boolean'
  | 'null';

const decimal = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]?\d{1,3}))?$/i;
const moment = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;

/** The kind of a scalar, given its JSON text. */
export function kindOf(text: string): ValueKind {
  switch (text.charAt(0)) {
    case '"':
      return kindOfText(JSON.parse(text));
    case 't':
    case 'f':
      return 'boolean';
    case 'n':
      return 'null';
    default:
      return Number.isSafeInteger(Number(text)) && !isRounded(text) ? 'whole' : 'fraction';
  }
}

function kindOfText(text: string): ValueKind {
  if (/^-?\d+$/.test(text)) return 'digits';
  if (decimal.test(text)) return 'decimal';
  return moment.test(text) ? 'moment' : 'text';
}

/**
 * Whether a number, given as JSON text, has more digits than JavaScript keeps, so that a handler is given another:
 * `9007199254740993`, `12345678901234567.89`, `1e400`. A fraction such as `0.1` is not meant: it is read and written as
 * the same decimal.
 */
export function isRounded(text: string): boolean {
  return plain(text) !== plain(String(Number(text)));
}

/** A number's digits without zeros around them, and the power of ten of the last: equal for equal numbers. */
function plain(text: string): string {
  const [, sign = '', whole = '', fraction = '', power = '0'] = decimal.exec(text) ?? [];
  if (whole === '') return text;
  const digits = `${whole}${fraction}`.replace(/^0+/, '');
  const kept = digits.replace(/0+$/, '');
  if (kept === '') return '0';
  return `${sign}${kept}e${Number(power) - fraction.length + digits.length - kept.length}`;
}
