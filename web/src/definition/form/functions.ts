/**
 * The functions that stand below the projection where its columns need them, as they are written there.
 *
 * They and all other comments that are written do without words such as “in” and “get”: the sandbox takes them for
 * code that asks which members an object has, and runs the source in a slower way.
 */

/** A function that a source may have. */
export type FunctionName =
  | 'plus'
  | 'minus'
  | 'added'
  | 'plusWhole'
  | 'minusWhole'
  | 'addedWhole'
  | 'smaller'
  | 'larger'
  | 'isLess'
  | 'decimalOf'
  | 'unitsOf'
  | 'textOf'
  | 'smallerNumber'
  | 'largerNumber'
  | 'smallerText'
  | 'largerText'
  | 'addDistinct'
  | 'own';

interface Written {
  text: string;
  /** The functions that it calls. */
  calls?: FunctionName[];
}

/** In the order in which they are written: each stands before those that it calls. */
const functions: Record<FunctionName, Written> = {
  plus: {
    calls: ['added'],
    text: `function plus(total, amount) {
  return added(total, amount, 1n);
}`,
  },
  minus: {
    calls: ['added'],
    text: `function minus(total, amount) {
  return added(total, amount, -1n);
}`,
  },
  added: {
    calls: ['decimalOf', 'unitsOf', 'textOf'],
    text: `// A total is decimal text, and is added to digit by digit: as a number, 0.1 + 0.2 would be
// 0.30000000000000004. An amount that is absent, or no number, adds nothing.
function added(total, amount, sign) {
  const before = decimalOf(total);
  const more = decimalOf(amount);
  if (more === null) return total;
  const digits = Math.max(before.digits, more.digits);
  return textOf(unitsOf(before, digits) + sign * unitsOf(more, digits), digits);
}`,
  },
  plusWhole: {
    calls: ['addedWhole'],
    text: `function plusWhole(total, amount) {
  return addedWhole(total, amount, 1);
}`,
  },
  minusWhole: {
    calls: ['addedWhole'],
    text: `function minusWhole(total, amount) {
  return addedWhole(total, amount, -1);
}`,
  },
  addedWhole: {
    text: `// An amount that is absent, or no number, adds nothing. One that can’t be added exactly, such as 0.5
// or the text 12, stops the projection: to leave it out or to round it would go unnoticed.
function addedWhole(total, amount, sign) {
  const isText = typeof amount === 'string' && /^-?\\d+(?:\\.\\d+)?$/.test(amount);
  if (typeof amount !== 'number' && !isText) return total;
  const sum = total + sign * amount;
  if (!isText && Number.isSafeInteger(amount) && Number.isSafeInteger(sum)) return sum;
  throw new Error(\`\${amount} can’t be added to \${total} as a whole number. Add decimals instead.\`);
}`,
  },
  smaller: {
    calls: ['isLess', 'decimalOf'],
    text: `// What is absent, or no number, leaves the smallest as it is.
function smaller(smallest, value) {
  if (decimalOf(value) === null) return smallest;
  return smallest === null || isLess(value, smallest) ? value : smallest;
}`,
  },
  larger: {
    calls: ['isLess', 'decimalOf'],
    text: `// What is absent, or no number, leaves the largest as it is.
function larger(largest, value) {
  if (decimalOf(value) === null) return largest;
  return largest === null || isLess(largest, value) ? value : largest;
}`,
  },
  isLess: {
    calls: ['decimalOf', 'unitsOf'],
    text: `// Compares numbers, and text such as 12.50, to the last digit.
function isLess(one, other) {
  const a = decimalOf(one);
  const b = decimalOf(other);
  const digits = Math.max(a.digits, b.digits);
  return unitsOf(a, digits) < unitsOf(b, digits);
}`,
  },
  decimalOf: {
    text: `// A number, or text such as 12.50, as whole units, here 1250, and how many digits stand behind the
// point, here 2. All else is null.
function decimalOf(value) {
  if (typeof value !== 'number' && typeof value !== 'string') return null;
  const found = /^(-?\\d+)(?:\\.(\\d+))?(?:e([+-]?\\d{1,3}))?$/i.exec(value);
  if (found === null) return null;
  const [, whole, fraction = '', power = '0'] = found;
  const units = BigInt(whole + fraction);
  // A power of ten, as JavaScript writes it for 1e+21, moves the point.
  const digits = fraction.length - Number(power);
  return digits < 0 ? { units: units * 10n ** BigInt(-digits), digits: 0 } : { units, digits };
}`,
  },
  unitsOf: {
    text: `// The units of a decimal with more digits behind its point.
function unitsOf(decimal, digits) {
  return decimal.units * 10n ** BigInt(digits - decimal.digits);
}`,
  },
  textOf: {
    text: `// Writes 1250 units with 2 digits behind the point as 12.50.
function textOf(units, digits) {
  const text = String(units < 0n ? -units : units).padStart(digits + 1, '0');
  const point = text.length - digits;
  const fraction = digits > 0 ? \`.\${text.slice(point)}\` : '';
  return (units < 0n ? '-' : '') + text.slice(0, point) + fraction;
}`,
  },
  smallerNumber: {
    text: `// What is absent, or no number, leaves the smallest as it is.
function smallerNumber(smallest, value) {
  if (!Number.isFinite(value)) return smallest;
  return smallest === null || value < smallest ? value : smallest;
}`,
  },
  largerNumber: {
    text: `// What is absent, or no number, leaves the largest as it is.
function largerNumber(largest, value) {
  if (!Number.isFinite(value)) return largest;
  return largest === null || value > largest ? value : largest;
}`,
  },
  smallerText: {
    text: `// What is absent, or no text, leaves the smallest as it is.
function smallerText(smallest, value) {
  if (typeof value !== 'string') return smallest;
  return smallest === null || value < smallest ? value : smallest;
}`,
  },
  largerText: {
    text: `// What is absent, or no text, leaves the largest as it is.
function largerText(largest, value) {
  if (typeof value !== 'string') return largest;
  return largest === null || value > largest ? value : largest;
}`,
  },
  addDistinct: {
    text: `// Adds a value to a list that hasn’t got it yet. Only text, numbers, true and false count.
function addDistinct(list, value) {
  if (value === undefined || typeof value === 'object' || list.includes(value)) return;
  list.push(value);
}`,
  },
  own: {
    text: `// Every object, list and text has some members of JavaScript’s: only what the event has counts.
function own(value, name) {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  return Object.hasOwn(value, name) ? value[name] : undefined;
}`,
  },
};

/** The texts of some functions and of all that they call, each once. */
export function functionTexts(names: Iterable<FunctionName>): string[] {
  const wanted = new Set<FunctionName>();
  const want = (name: FunctionName) => {
    wanted.add(name);
    for (const called of functions[name].calls ?? []) if (!wanted.has(called)) want(called);
  };
  for (const name of names) want(name);
  return Object.entries(functions)
    .filter(([name]) => wanted.has(name as FunctionName))
    .map(([, { text }]) => text);
}
