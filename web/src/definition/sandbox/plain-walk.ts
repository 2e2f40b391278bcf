import { limits } from './limits';

const { getPrototypeOf } = Object;
const objectPrototype = Object.prototype;
const arrayPrototype = Array.prototype;

/** How many objects of a value are compared one by one, before they go into a set. */
const few = 8;

/**
 * Goes through a value and notices what is no plain JSON. Nearly every state is, and one is gone
 * through at each event, so this has to cost little.
 */
export class PlainWalk {
  /** Whether the value last gone through holds what its text doesn't, such as a Date or one object twice. */
  lossy = false;
  readonly #found: object[] = [];
  #many: Set<object> | null = null;

  /** Whether JSON.stringify writes a value as the server does. */
  isPlain(value: unknown): boolean {
    this.lossy = false;
    this.#found.length = 0;
    this.#many = null;
    const plain = this.#value(value, 1);
    if (!plain) this.lossy = true;
    return plain;
  }

  #value(value: unknown, depth: number): boolean {
    switch (typeof value) {
      case 'string':
      case 'boolean':
        return true;
      case 'number':
        return this.#number(value);
      case 'undefined':
        this.lossy = true;
        return true;
      case 'object':
        return value === null || (depth <= limits.depth && this.#object(value, depth));
      default:
        return false;
    }
  }

  #number(value: number): boolean {
    // Of NaN and the infinities the text is null.
    if (value - value !== 0) this.lossy = true;
    return value !== 0 || 1 / value > 0;
  }

  #object(value: object, depth: number): boolean {
    this.#note(value);
    const prototype = getPrototypeOf(value);
    if (prototype === arrayPrototype) {
      const items = value as unknown[];
      for (let i = 0; i < items.length; i++) if (!this.#value(items[i], depth + 1)) return false;
      return true;
    }
    if (prototype !== objectPrototype) return false;
    const members = value as Record<string, unknown>;
    for (const name in members) if (!this.#value(members[name], depth + 1)) return false;
    return true;
  }

  /** An object that is in two places would be two once its text is parsed. */
  #note(value: object): void {
    const found = this.#found;
    if (this.#many) {
      if (this.#many.has(value)) this.lossy = true;
      this.#many.add(value);
    } else if (found.length < few) {
      if (found.includes(value)) this.lossy = true;
      found.push(value);
    } else {
      this.#many = new Set(found);
      this.#note(value);
    }
  }
}
