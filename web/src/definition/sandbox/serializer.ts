import { exceeded, isLonger, limits } from './limits';
import { PlainWalk } from './plain-walk';
import { ProjectionEvent } from './projection-event';
import { Refusal } from './refusal';

const { stringify } = JSON;
const { getOwnPropertyDescriptor } = Object;
const { isArray } = Array;
const { ownKeys } = Reflect;

/** Source that can make getters, properties that aren't enumerable, names that are symbols, or a toJSON. */
const unusual = /(?<![.\w$])[gs]et\s+[\w$'"[]|\bdefine|__define|\bcreate\b|\b(?:Symbol|toJSON)\b/;

/**
 * Writes JSON by the server's rules, which are not those of JSON.stringify: toJSON is ignored, own
 * properties that are not enumerable are written, and -0 stays -0.
 */
export class Serializer {
  readonly #exact: boolean;
  readonly #walk = new PlainWalk();

  /** @param source the user's: where it shows nothing unusual, a quicker walk does. */
  constructor(source: string) {
    this.#exact = unusual.test(source);
  }

  /**
   * The text of a value; `undefined` gives that of `null`.
   *
   * @param what is written, for the message.
   * @throws Refusal of what can't be written, and of what is too deep or too long.
   */
  text(value: unknown, what = 'The state'): string {
    const text = this.#write(value);
    if (isLonger(text, limits.stateBytes)) throw exceeded(what, limits.stateBytes, 'bytes');
    return text;
  }

  /** Whether the value last written holds what its text doesn't. */
  get lossy(): boolean {
    return this.#walk.lossy || this.#exact;
  }

  #write(value: unknown): string {
    const plain = this.#walk.isPlain(value);
    if (value === undefined) return 'null';
    if (plain && !this.#exact) {
      const text = stringify(value);
      // JSON.stringify escapes half a surrogate pair, where the server writes U+FFFD.
      if (!text.includes('\\ud')) return text;
    }
    return write(value, []);
  }
}

/** Writes by the server's rules. The path holds the objects around the value. */
function write(value: unknown, path: object[]): string {
  switch (typeof value) {
    case 'string':
      return stringify(wellFormed(value));
    case 'number':
      return Object.is(value, -0) ? '-0' : stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'undefined':
      return 'null';
    case 'bigint':
      return `"${value}"`;
    case 'symbol':
      throw new Refusal('state_error', 'A Symbol can’t be written as JSON.');
    default:
      return value === null ? 'null' : writeObject(value as object, path);
  }
}

function writeObject(value: object, path: object[]): string {
  if (path.includes(value)) {
    throw new Refusal('state_error', 'An object that holds itself can’t be written as JSON.');
  }
  if (path.length >= limits.depth) {
    throw exceeded('How deep objects lie within each other', limits.depth, 'levels');
  }
  path.push(value);
  const text = isArray(value) ? writeArray(value, path) : writeMembers(value, path);
  path.pop();
  return text;
}

function writeArray(items: unknown[], path: object[]): string {
  let text = '[';
  for (let i = 0; i < items.length; i++) {
    if (i > 0) text += ',';
    text += write(items[i], path);
  }
  return `${text}]`;
}

function writeMembers(value: object, path: object[]): string {
  let text = '{';
  for (const [name, member] of membersOf(value)) {
    if (member === undefined) continue;
    if (text.length > 1) text += ',';
    text += `${stringify(wellFormed(name))}:${write(member, path)}`;
  }
  return `${text}}`;
}

/** The own properties as the server's interpreter lists them. */
export function* membersOf(value: object): Iterable<[string, unknown]> {
  if (value instanceof ProjectionEvent) ProjectionEvent.readAll(value);
  for (const key of ownKeys(value)) {
    if (isEngineOwn(value, key)) continue;
    if (typeof key === 'symbol') {
      throw new Refusal(
        'state_error',
        'A property whose name is a Symbol can’t be written as JSON.',
      );
    }
    const descriptor = getOwnPropertyDescriptor(value, key);
    if (!descriptor) continue;
    if (!('value' in descriptor)) {
      throw new Refusal('state_error', `The getter ${stringify(key)} can’t be written as JSON.`);
    }
    yield [key, descriptor.value];
  }
}

/** Own properties that this engine's objects have and those of the server's don't. */
function isEngineOwn(value: object, key: string | symbol): boolean {
  // Node.js marks promises with symbols of its own.
  if (typeof key === 'symbol') return value instanceof Promise;
  if (value instanceof String) return key !== 'length' && Number(key) < value.length;
  return value instanceof Error && key === 'stack';
}

function wellFormed(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (found) =>
    found.length === 2 ? found : '\ufffd',
  );
}
