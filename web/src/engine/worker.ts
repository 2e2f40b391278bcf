/** The dedicated worker: it runs the Go program and lends its functions to the page, and to others. */

import * as Comlink from 'comlink';
import { Checkpoints } from './checkpoints';
import { openFile } from './log-file';
import { Program } from './program';
import { isRefusal, type OwnEngineWorker, type Reply } from './protocol';
import { Served, type Shared } from './served';
import { logName, tablesName, writerLock } from './workspace-folder';

const program = new Program();
const checkpoints = new Checkpoints(program);
const shared: Shared = {
  program,
  served: new Set(),
  jobs: new Set(),
  epoch: 0,
  lock: '',
  onChange: () => checkpoints.changed(),
};

/** What a lock is held with for as long as the worker lives. */
const forever = new Promise<never>(() => {});

/** Holds a lock for ever: whoever gets it next knows that this worker is no more. */
function hold(lock: string): Promise<void> {
  const { locks } = navigator;
  if (!locks) return Promise.resolve();
  return new Promise((held) => {
    locks.request(lock, () => {
      held();
      return forever;
    });
  });
}

/** What the worker's own page is served with. */
class Own extends Served implements OwnEngineWorker {
  async start(lock: string, onStopped: (reason: string) => void): Promise<string> {
    shared.lock = lock;
    await hold(lock);
    return program.start(onStopped);
  }

  async claim(workspace: string, onGranted: () => void): Promise<boolean> {
    const lock = writerLock(workspace);
    const granted = await new Promise<boolean>((resolve) => {
      navigator.locks.request(lock, { ifAvailable: true }, (given) => {
        resolve(given !== null);
        return given && forever;
      });
    });
    if (!granted) hold(lock).then(onGranted);
    return granted;
  }

  async open(workspace: string, onProgress: (done: number, total: number) => void): Promise<Reply> {
    const memory = () => program.memory();
    const log = await openFile(workspace, logName, memory);
    // Without it, the tables are made from the log.
    const tables = await openFile(workspace, tablesName, memory).catch(() => null);
    const reply = program.call('open', { log, tables, maker: __WASM_URL__ }, onProgress);
    if (isRefusal(reply)) for (const file of [log, tables]) file?.close();
    else checkpoints.changed();
    return reply;
  }

  async serve(port: MessagePort): Promise<void> {
    Comlink.expose(new Served(shared), port);
  }
}

Comlink.expose(new Own(shared));
