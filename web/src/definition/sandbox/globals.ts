/**
 * The globals of the server's interpreter. It is a JavaScript engine and nothing else: no console, no
 * timers, no network, no Intl.
 */
const standard =
  'AggregateError Array ArrayBuffer Atomics BigInt BigInt64Array BigUint64Array Boolean DataView Date ' +
  'Error EvalError FinalizationRegistry Float16Array Float32Array Float64Array Function Infinity ' +
  'Int16Array Int32Array Int8Array Iterator JSON Map Math NaN Number Object Promise Proxy RangeError ' +
  'ReferenceError Reflect RegExp Set SharedArrayBuffer String Symbol SyntaxError TypeError URIError ' +
  'Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakRef WeakSet decodeURI ' +
  'decodeURIComponent encodeURI encodeURIComponent escape eval globalThis isFinite isNaN parseFloat ' +
  'parseInt undefined unescape';

/** The names of all globals that the server has before a projection is defined. */
export const serverGlobals: ReadonlySet<string> = new Set(standard.split(' '));

/**
 * Takes away every global that the server doesn't have, the inherited ones too, so that a projection
 * can't use here what it won't find there. What the sandbox itself needs it must have taken before.
 */
export function removeForeignGlobals(global: object): void {
  for (let owner: object | null = global; owner; owner = Object.getPrototypeOf(owner)) {
    if (owner === Object.prototype) return;
    for (const name of Reflect.ownKeys(owner)) {
      if (typeof name === 'string' && serverGlobals.has(name)) continue;
      // A property that can't be removed can at least lose its value, where it isn't fixed as well.
      if (!Reflect.deleteProperty(owner, name)) Reflect.set(owner, name, undefined);
    }
  }
}
