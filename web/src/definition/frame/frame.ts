/**
 * What runs in the sandbox's page, a frame of an origin that nobody else has: it starts and ends the workers in which own
 * projections run, as it is told on the port that its parent hands it. Each worker is handed a port of its own; what
 * crosses there does not pass here.
 */

import { assemble } from '../assemble';
import type { Begin } from '../sandbox/messages';
import type { FrameAsked, FrameTold } from './messages';

const workers = new Map<number, { worker: Worker; url: string }>();

addEventListener('message', ({ source, ports: [control] }) => {
  if (source !== parent || !control) return;
  const tell = (told: FrameTold) => control.postMessage(told);
  control.onmessage = ({ data, ports: [port] }: MessageEvent<FrameAsked>) => {
    if (data.ask === 'end') end(data.key, tell);
    else if (port) start(data, port, tell);
  };
  tell({ told: 'here' });
});

function start(
  { key, source, engine }: FrameAsked & { ask: 'start' },
  port: MessagePort,
  tell: (told: FrameTold) => void,
): void {
  const { text, place } = assemble(__SANDBOX_SCRIPT__, source);
  const url = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
  const worker = new Worker(url);
  workers.set(key, { worker, url });
  worker.onerror = (event) => {
    event.preventDefault();
    tell({ told: 'failed', key, message: event.message || 'its worker failed' });
  };
  const begin: Begin = { engine, place };
  worker.postMessage(begin, [port]);
}

function end(key: number, tell: (told: FrameTold) => void): void {
  const started = workers.get(key);
  workers.delete(key);
  if (started) {
    started.worker.terminate();
    URL.revokeObjectURL(started.url);
  }
  tell({ told: 'ended', key });
}
