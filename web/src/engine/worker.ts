/** The dedicated worker: it runs the Go program and lends its functions to the page, and to others. */

import * as Comlink from 'comlink';
import { Checkpoints } from './checkpoints';
import { type LogFile, openFile } from './log-file';
import { MemoryFile } from './memory-file';
import { toOpen } from './own/definition';
import { DefinitionFile, type DefinitionKeeper, keptDefinitions } from './own/definition-file';
import { OwnProjections } from './own/own-projections';
import { paced } from './own/paced';
import { Program } from './program';
import {
  type InMemory,
  isError,
  type News,
  type OpenedLog,
  type OwnEngineWorker,
  type Reply,
  type Tell,
} from './protocol';
import { type Shared, Tab } from './tab';
import { logName, tablesName, writerLock } from './workspace-folder';

const program = new Program();
const checkpoints = new Checkpoints(program);
/** What keeps the definitions of own projections; nothing does while no log is open. */
let keeper: DefinitionKeeper = { keep: async () => {} };

const own: OwnProjections = new OwnProjections(
  program,
  {
    onFolded: paced((settled) => {
      if (settled) checkpoints.folded();
      for (const tab of shared.tabs) tab.hasChanged(true);
    }),
    onStates: (states) => {
      for (const tab of shared.tabs) tab.haveChanged(states);
    },
    onDefined: (text) => {
      for (const tab of shared.tabs) tab.hasChanged(true);
      return keeper.keep(text);
    },
  },
  (control) => tell({ news: 'frame', control }, [control]),
);

const shared: Shared = {
  program,
  tabs: new Set(),
  jobs: new Set(),
  lock: '',
  own,
  onChange: (grown) => {
    checkpoints.changed();
    if (grown) own.grown();
    else own.emptied();
  },
};

/** Tells the page that the worker belongs to. */
function tell(news: News, transferred: Transferable[] = []): void {
  postMessage(news, { transfer: transferred });
}

const memory = () => program.memory();

/** What a lock is held with for as long as the worker lives. */
const forever = new Promise<never>(() => {});

/** Holds a lock until the worker ends: a tab that gets the lock then knows that the worker is gone. */
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

/** The tab that the worker belongs to. */
class OwnTab extends Tab implements OwnEngineWorker {
  async start(lock: string): Promise<string> {
    shared.lock = lock;
    await hold(lock);
    return program.start((reason) => this.tell({ news: 'stopped', reason }));
  }

  async claim(workspace: string): Promise<boolean> {
    const lock = writerLock(workspace);
    const granted = await new Promise<boolean>((resolve) => {
      navigator.locks.request(lock, { ifAvailable: true }, (given) => {
        resolve(given !== null);
        return given && forever;
      });
    });
    if (!granted) hold(lock).then(() => this.tell({ news: 'granted' }));
    return granted;
  }

  async open(log: OpenedLog): Promise<Reply> {
    const files = 'workspace' in log ? await filesOf(log.workspace) : this.#inMemory(log);
    const kept = 'workspace' in log ? await keptDefinitions(log.workspace) : log.definitions;
    const onProgress = (done: number, total: number) => this.tell({ news: 'opening', done, total });
    const request = { maker: __WASM_URL__, projections: toOpen(kept) };
    const reply = program.call('open', request, { ...files, onProgress });
    if (isError(reply)) {
      for (const file of Object.values(files)) file?.close();
      return reply;
    }
    keeper = 'workspace' in log ? new DefinitionFile(log.workspace) : this.#keeper(log);
    own.open(kept);
    own.grown();
    checkpoints.changed();
    return reply;
  }

  async serve(port: MessagePort): Promise<void> {
    const tell: Tell = (news, transferred = []) => port.postMessage(news, transferred);
    Comlink.expose(new Tab(shared, tell), port);
  }

  #keeper({ toWrite }: InMemory): DefinitionKeeper {
    return {
      keep: async (definitions) => {
        if (toWrite) this.tell({ news: 'defined', definitions });
      },
    };
  }

  #inMemory({ content, toWrite }: InMemory): Files {
    return { log: new MemoryFile(content, memory, toWrite ? this.tell : refuse), tables: null };
  }
}

/**
 * Takes the news of a file that is only looked at. Cutting off its end is fine: that is only done in memory, to a
 * block that another tab is just writing.
 */
function refuse({ news }: News): void {
  if (news === 'written') throw new Error('another tab writes this log, and does not answer');
}

/** The files of a log. Without saved tables, they are made from the log. */
interface Files {
  log: LogFile | MemoryFile;
  tables: LogFile | null;
}

async function filesOf(workspace: string): Promise<Files> {
  const log = await openFile(workspace, logName, memory);
  const tables = await openFile(workspace, tablesName, memory).catch(() => null);
  return { log, tables };
}

Comlink.expose(new OwnTab(shared, tell));
