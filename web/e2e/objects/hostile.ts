// Own projections that mean harm, or do it, and what each has to meet.

import { expect } from '@playwright/test';
import type { Fault, HindsightError } from '../../src/engine/api';

/** What comes of a program: what `define` refuses it with, why it stopped, its first failure, or its first state. */
type End =
  | { refused: string }
  | { stopped: string; at: number }
  | { failed: string; says: RegExp }
  | { state: string };

const each = (code: string) =>
  `fromAll().when({ $init: () => ({ n: 0 }), $any: (s, e) => { ${code} } })`;

const programs: Record<string, { source: string; end: End }> = {
  'an endless loop at the top': { source: 'for (;;) {}', end: { refused: 'timeout' } },
  'an endless loop in a handler': {
    source: each('if (e.sequenceNumber === 2) for (;;) {}'),
    end: { stopped: 'timeout', at: 3 },
  },
  'an endless loop that catches all': {
    source: each('for (;;) { try { emit("a", "b", {}); } catch {} }'),
    end: { stopped: 'timeout', at: 1 },
  },
  'an endless loop in partitionBy': {
    source: 'fromAll().partitionBy((e) => { for (;;) {} }).when({ $any: (s) => s })',
    end: { stopped: 'timeout', at: 1 },
  },
  'a regular expression that does not end': {
    source: each('/^(a+)+$/.test("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab")'),
    end: { stopped: 'timeout', at: 1 },
  },
  'promises without end': {
    source: each('const on = () => Promise.resolve().then(on); on();'),
    end: { stopped: 'timeout', at: 1 },
  },
  'recursion without end': {
    source: each('const down = () => down() + 1; down();'),
    end: { failed: 'handler_error', says: /RangeError|too much recursion/ },
  },
  'a state of 20 MB': {
    source: each('s.text = "x".repeat(20e6);'),
    end: { failed: 'limit_exceeded', says: /at most 16,777,216 bytes/ },
  },
  'a million events emitted': {
    source: each('for (let i = 0; i < 1e6; i++) emit("a", "b", { i });'),
    end: { failed: 'limit_exceeded', says: /at most 10,000 events/ },
  },
  'events emitted that are large together': {
    source: each(
      'const text = "x".repeat(1e6); for (let i = 0; i < 5e3; i++) emit("a", "b", { text });',
    ),
    end: { failed: 'limit_exceeded', says: /at most 16,777,216 bytes/ },
  },
  'a million lines logged': {
    source: each('for (let i = 0; i < 1e6; i++) log(i);'),
    end: { failed: 'limit_exceeded', says: /at most 1,000 lines/ },
  },
  'a key of a megabyte': {
    source: 'fromAll().partitionBy(() => "k".repeat(1e6)).when({ $any: (s) => s })',
    end: { failed: 'limit_exceeded', says: /at most 1,024 bytes/ },
  },
  'a state that is 100 levels deep': {
    source: each('let t = s; for (let i = 0; i < 100; i++) t = t.t = {};'),
    end: { failed: 'limit_exceeded', says: /64/ },
  },
  'the end of the function that it is in': {
    source: '}); postMessage("out"); (() => {',
    end: { refused: 'syntax_error' },
  },
  'the end of a script': {
    source: `${each('s.n++; s.is = "</script><script>alert(1)</script>"')}`,
    end: { state: '{"n":2,"is":"</script><script>alert(1)</script>"}' },
  },
  'separators of lines': {
    source: each('s.n++; s.is = "\u2028" + `\u2029`.length'),
    end: { state: '{"n":2,"is":"\u20281"}' },
  },
  'a comment at its end': { source: `${each('s.n++')} // `, end: { state: '{"n":2}' } },
  'a comment that stays open': { source: `${each('s.n++')} /*`, end: { refused: 'syntax_error' } },
  'requests to anywhere': {
    source: each(`const tried = [];
      for (const name of ['fetch', 'WebSocket', 'EventSource', 'XMLHttpRequest', 'WebTransport', 'importScripts',
        'Worker', 'SharedWorker', 'BroadcastChannel', 'indexedDB', 'caches', 'navigator', 'location', 'self',
        'postMessage', 'onmessage', 'close', 'crypto', 'performance', 'setTimeout', 'queueMicrotask', 'console',
        'WebAssembly', 'SharedArrayBuffer', 'MessageChannel', 'hindsightRun'])
        if (typeof globalThis[name] !== 'undefined') tried.push(name);
      s.there = tried;`),
    end: { state: '{"n":0,"there":[]}' },
  },
  'code made of text': {
    source: each(`s.is = [];
      for (const make of [() => (0, eval)('1'), () => (() => {}).constructor('return 1')(),
        () => (async () => {}).constructor('return 1')(), () => (function* () {}).constructor('yield 1')()])
        try { make(); s.is.push('made'); } catch (error) { s.is.push(error.name); }`),
    end: { state: '{"n":0,"is":["EvalError","EvalError","EvalError","EvalError"]}' },
  },
  'an import': {
    source: each('import("/x.js").then(() => { s.n = 1; }, () => {});'),
    end: { state: '{"n":0}' },
  },
  'other built-in functions': {
    source: `
      Array.prototype.push = () => { throw new Error('push'); };
      Map.prototype.get = () => 7;
      JSON.stringify = () => '{"told":"ran"}';
      JSON.parse = () => ({});
      Object.defineProperty(Object.prototype, 'told', { get: () => 'stepped', set() {} });
      Uint32Array.prototype.set = () => {};
      Function.prototype.call = () => { throw new Error('call'); };
      ${each('s.n++')}`,
    end: { stopped: 'handler_error', at: 1 },
  },
  'what is thrown can’t be read': {
    source: each('throw { get message() { throw 1; }, toString() { throw 2; } };'),
    end: { failed: 'handler_error', says: /has no text/ },
  },
  'a message of a megabyte': {
    source: each('throw new Error("x".repeat(1e6));'),
    end: { failed: 'handler_error', says: /^Error: x{1000,2000}… \(line 1/ },
  },
  'names that objects have already': {
    source: `fromAll().partitionBy(() => '__proto__').when({ $init: () => ({}), $any: (s) => {
      Object.defineProperty(s, '__proto__', { value: 1, enumerable: true, configurable: true, writable: true });
      s.constructor = 2; } })`,
    end: { state: '{"__proto__":1,"constructor":2}' },
  },
};

/** Whether a program says nothing until it is ended. */
const silent = (end: End) => 'stopped' in end && end.stopped === 'timeout';

/** What a program met. */
export type Met =
  | { refused: string }
  | { fault: Fault | null; failures: { code: string; message: string }[]; state: string };

/** Programs by their names, and whether they fold all at once or one after the other. */
export type Meeting = [sources: [name: string, source: string][], atOnce: boolean];

/** The programs that end by themselves, or those that do not. */
export function meeting(silently: boolean): Meeting {
  const chosen = Object.entries(programs).filter(([, { end }]) => silent(end) === silently);
  return [chosen.map(([name, { source }]) => [name, source]), silently];
}

/** In the page: defines programs and has them fold, beside one that does no harm, and tells what came of each. */
export async function meetInPage([sources, atOnce]: Meeting) {
  const { hindsight } = window;
  await hindsight.clear();
  const events = [1, 2, 3].map(() => ({ type: 'A', stream: 'a-1', data: {} }));
  await hindsight.append(events.slice(0, 2));
  const source = 'fromAll().when({ $init: () => ({ n: 0 }), $any: (s) => { s.n++; } })';
  await hindsight.define('fine', { source });
  await hindsight.append(events.slice(2));
  let ticks = 0;
  const clock = setInterval(() => ticks++, 10);
  const began = performance.now();
  const met: Record<string, Met> = {};
  const end = async ([name, source]: readonly [string, string], i: number) => {
    const own = `program-${i}`;
    const refused = await hindsight.define(own, { source }).then(
      () => null,
      (error: HindsightError) => error.details.diagnostics as { code: string }[],
    );
    if (refused) {
      met[name] = { refused: refused[0]?.code ?? '' };
      return;
    }
    await hindsight.caughtUp(own);
    const fault = (await hindsight.definitions()).find(({ name }) => name === own)?.fault ?? null;
    const failures = await hindsight.failures(own);
    const { rows } = await hindsight.table(own, { at: { position: 2 } });
    met[name] = { fault, failures, state: rows[0]?.state ?? '' };
  };
  if (atOnce) await Promise.all(sources.map(end));
  else for (const [i, each] of sources.entries()) await end(each, i);
  const took = performance.now() - began;
  clearInterval(clock);
  await hindsight.caughtUp('fine');
  const [fine] = (await hindsight.table('fine')).rows;
  return { met, took, ticks, others: [fine?.state], events: (await hindsight.stats()).events };
}

/** Expects of programs that each met its end, and that nothing else was touched. */
export function expectEnds({ met, others, events }: Awaited<ReturnType<typeof meetInPage>>): void {
  expect(others, 'another projection is untouched').toEqual(['{"n":3}']);
  expect(events, 'the log is untouched').toBe(3);
  for (const [name, told] of Object.entries(met)) expectEnd(name, told, programs[name]?.end);
}

function expectEnd(name: string, met: Met, end: End | undefined): void {
  if (!end) throw new Error(`no program is ${name}`);
  if ('refused' in end) expect(met, name).toEqual({ refused: end.refused });
  else if ('refused' in met) expect(met, name).toBe(end);
  else if ('stopped' in end) {
    expect(met.fault, name).toMatchObject({ code: end.stopped, position: end.at });
  } else if ('failed' in end) {
    const { failed } = end;
    expect(
      met.failures.map(({ code }) => code),
      name,
    ).toEqual([failed, failed, failed]);
    expect(met.failures[0]?.message, name).toMatch(end.says);
  } else expect(met.state, name).toBe(end.state);
}
