/** The dedicated worker: it runs the Go program and lends its functions to the page. */

import * as Comlink from 'comlink';
import type { Refusal } from './failure';
import { breathe, Jobs } from './jobs';
import { Program } from './program';
import { type EngineWorker, isRefusal, type Reply } from './protocol';

/** Bytes of NDJSON that an export asks for at a time. */
const exportChunkBytes = 1 << 20;

const program = new Program();
const jobs = new Jobs(program);

/** Hands the bytes over instead of copying them. */
function handOver(reply: Reply): Reply {
  return reply instanceof Uint8Array ? Comlink.transfer(reply, [reply.buffer]) : reply;
}

/** Holds a lock for ever: whoever gets it next knows that this worker is no more. */
function hold(lock: string): Promise<void> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve();
  return new Promise((held) => {
    locks.request(lock, () => {
      held();
      return new Promise(() => {});
    });
  });
}

async function exportLog(filter: object): Promise<Blob | { error: Refusal }> {
  const parts: BlobPart[] = [];
  let after = 0;
  do {
    const reply = program.call('exportChunk', { ...filter, after, bytes: exportChunkBytes });
    if (isRefusal(reply)) return reply;
    const { chunk, next } = reply as unknown as { chunk: Uint8Array<ArrayBuffer>; next: number };
    parts.push(chunk);
    after = next;
    await breathe();
  } while (after > 0);
  return new Blob(parts, { type: 'application/x-ndjson' });
}

const engine: EngineWorker = {
  async start(lock, onStopped) {
    await hold(lock);
    return program.start(onStopped);
  },
  ask: async (name, request) => handOver(program.call(name, request)),
  async write(name, request) {
    const reply = program.call(name, request);
    const written = { reply, jobs: jobs.marks() };
    return reply instanceof Uint8Array ? Comlink.transfer(written, [reply.buffer]) : written;
  },
  run: (key, job, upTo, onProgress) => jobs.run(key, job, upTo, onProgress),
  cancel: async (key) => jobs.cancel(key),
  exportLog,
  subscribe: async (from, onEvents) =>
    program.call('subscribe', { from }, (events) => onEvents(handOver(events) as typeof events)),
  memory: async () => program.memoryBytes(),
};

Comlink.expose(engine);
