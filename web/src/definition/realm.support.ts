/** What tests of sources share: a realm to run one in, and events that leave most of their members out. */

import assert from 'node:assert/strict';
import { join } from 'node:path';
import vm from 'node:vm';
import { buildSync } from 'esbuild';
import { assemble, runnerName } from './assemble';
import type { Defined } from './sandbox/define';
import type { LoggedEvent, Version } from './sandbox/outcome';

/** The part that runs in the sandbox, with what its worker would do in place of that. */
export function sandboxWith(worker: string): string {
  const contents = `import { define } from './define'; ${worker}`;
  return buildSync({
    stdin: { contents, resolveDir: join(process.cwd(), 'src/definition/sandbox') },
    bundle: true,
    write: false,
    format: 'iife',
    target: 'es2022',
  }).outputFiles[0]?.text as string;
}

const sandbox = sandboxWith(`const now = globalThis.now;
  globalThis.${runnerName} = (run) => globalThis.hand(define(run, { ...globalThis.options, now }));`);

/**
 * Runs a source in a realm of its own, as a browser's worker does.
 *
 * @param takes the milliseconds that the definition takes, and each event.
 */
export function defined(source: string, engine: Version, takes = 0): Defined {
  let handed: Defined | undefined;
  let clock = 0;
  const hand = (made: Defined) => {
    handed = made;
  };
  const { text, place } = assemble(sandbox, source);
  const context = vm.createContext(
    {
      hand,
      now: () => {
        clock += takes;
        return clock;
      },
      options: { engine, place },
      fetch: () => {},
    },
    { codeGeneration: { strings: false, wasm: false } },
  );
  vm.runInContext(text, context, { filename: 'own.js' });
  assert.ok(handed, 'the definition was not handed over');
  return handed;
}

/** An event of a test: `data` is its payload, `text` the same as it is stored. */
export type GivenEvent = Partial<Omit<LoggedEvent, 'data'>> & { data?: unknown; text?: string };

/** Events whose left out members are made up; versions count by stream. */
export function logged(given: readonly GivenEvent[]): LoggedEvent[] {
  const versions = new Map<string, number>();
  return given.map(({ data = {}, text, ...event }, at) => {
    const stream = event.stream ?? 'order-1';
    const version = (versions.get(stream) ?? 0) + 1;
    versions.set(stream, version);
    const position = at + 1;
    return {
      position,
      id: `id-${position}`,
      type: 'Placed',
      stream,
      version,
      time: '2026-01-06T15:00:00Z',
      data: text ?? JSON.stringify(data),
      metadata: null,
      ...event,
    };
  });
}
