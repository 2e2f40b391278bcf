/** Pieces of JavaScript: text and names of a log, written so that they can't be taken for code. */

import type { Path } from './form';

/** Letters that end a line, can’t be seen, turn the direction of reading, or are half of one. */
const hidden = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

function escaped(letter: string): string {
  const units = Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** A text as JavaScript, in single quotes, or in double ones where it has single ones in it. */
export function quoted(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replace(hidden, escaped);
  if (text.includes("'") && !text.includes('"')) return `"${inside}"`;
  return `'${inside.replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A text for a comment: it can't end the line. */
export function remarked(text: string): string {
  return text.replace(hidden, escaped);
}

const plainName = /^[A-Za-z_$][\w$]*$/;

/** A name before the colon of an object's member. */
export function keyOf(name: string): string {
  // Before a colon, this name alone would give the object another prototype.
  if (name === '__proto__') return "['__proto__']";
  return plainName.test(name) ? name : quoted(name);
}

/** A column's value in the state. */
export function stateOf(name: string): string {
  return plainName.test(name) ? `state.${name}` : `state[${quoted(name)}]`;
}

/**
 * What objects, lists and texts have in JavaScript without being given it. A log may have members of these names,
 * as in `{"constructor": "Ferrari"}`, and where an event has none, JavaScript's own must not take its place. The list
 * is written out since it must not depend on the browser.
 */
const inherited = new Set(
  (
    '__defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor hasOwnProperty ' +
    'isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf length at concat copyWithin entries every fill ' +
    'filter find findIndex findLast findLastIndex flat flatMap forEach includes indexOf join keys lastIndexOf map pop ' +
    'push reduce reduceRight reverse shift slice some sort splice toReversed toSorted toSpliced unshift values with ' +
    'anchor big blink bold charAt charCodeAt codePointAt endsWith fixed fontcolor fontsize isWellFormed italics link ' +
    'localeCompare match matchAll normalize padEnd padStart repeat replace replaceAll search small split startsWith ' +
    'strike sub substr substring sup toLocaleLowerCase toLocaleUpperCase toLowerCase toUpperCase toWellFormed trim ' +
    'trimEnd trimLeft trimRight trimStart toExponential toFixed toPrecision'
  ).split(' '),
);

/** Whether reading a member needs the function `own` beside it. */
export function needsOwn(path: Path): boolean {
  return path.some((name) => inherited.has(name));
}

/** The value of a member of an event: `undefined` where the event hasn't got it. */
export function valueAt(path: Path): string {
  return path.reduce((before, name) => {
    if (inherited.has(name)) return `own(${before}, ${quoted(name)})`;
    return plainName.test(name) ? `${before}?.${name}` : `${before}?.[${quoted(name)}]`;
  }, 'event.data');
}
