/** A function that is written in the user's source: neither bound nor built in. */
// biome-ignore lint/suspicious/noExplicitAny: the user's functions take and give whatever they like
export type ScriptFunction = (...args: any[]) => unknown;

const textOf = Function.prototype.toString;
const { apply } = Reflect;

export function isScriptFunction(value: unknown): value is ScriptFunction {
  return typeof value === 'function' && !isNative(apply(textOf, value, []));
}

/** Whether a function's text stands for one that has none. Firefox writes it on lines of its own. */
export function isNative(text: string): boolean {
  return /\{\s*\[native code\]\s*\}$/.test(text);
}

/** The own properties of an object that hold a function of the script, getters left alone. */
export function* membersOfScript(given: unknown): Iterable<[string, ScriptFunction]> {
  if (given === null || (typeof given !== 'object' && typeof given !== 'function')) return;
  for (const name of Reflect.ownKeys(given)) {
    const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
    if (typeof name === 'string' && isScriptFunction(value)) yield [name, value];
  }
}

/**
 * Whether a function does no more than read members of its argument, as `e => e.body.user` does: then
 * it can't change what it is given. Unknown counts as no.
 */
export function onlyReads(given: ScriptFunction): boolean {
  const text: string = apply(textOf, given, []);
  const path = String.raw`\w+(?:\??\.\w+|\[(?:\d+|'[^']*'|"[^"]*")\])*`;
  const arrow = String.raw`\(?\s*\w+\s*\)?\s*=>\s*(?:${path}|\{\s*return\s+${path}\s*;?\s*\})`;
  const plain = String.raw`function\s*\w*\s*\(\s*\w+\s*\)\s*\{\s*return\s+${path}\s*;?\s*\}`;
  return new RegExp(`^(?:${arrow}|${plain})$`).test(text);
}
