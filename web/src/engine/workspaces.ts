import type { Storage, Verified, VerifyOptions, Workspace, Workspaces } from './api';
import { EngineError } from './failure';
import { KeptLog } from './kept-log';
import { MirroredLog } from './mirror';
import type { Home, Supervisor } from './supervisor';
import { Tabs } from './tabs';
import {
  annotate,
  anyOf,
  copy,
  failed,
  find,
  findShown,
  isGone,
  isLost,
  logOf,
  purge,
  type Shelved,
  shelve,
  shelved,
  unlessOpen,
  whyNoFile,
} from './workspace-shelf';

/** Where the id of the workspace is remembered: this tab's own, or the last of all. */
const storedAs = 'hindsight-workspace';

/** What the worker says of the file. */
type Kept = Verified &
  Pick<
    Storage,
    'tornBytes' | 'tornAt' | 'damage' | 'refusal' | 'unfolded' | 'folded' | 'checkpoint'
  >;

/** Who wants to be told of what is shown. */
export interface ShelfWatcher {
  /** What was opened waits for the sample shop. */
  onEmpty(): Promise<void>;
  /** Another log is shown. */
  onMove(): void;
  /** The one that is shown has another name. */
  onRename(): void;
}

/** Which log this tab shows, and what can be done with all that there are. */
export class Shelf implements Workspaces {
  #tabs: Tabs | null = null;
  #current: { log: KeptLog; shelved: Shelved } | null = null;
  #reason = '';
  #lost = '';
  #memoryFilled = false;
  /** Tells other tabs, and is told by them, which one has another name. */
  #names: BroadcastChannel | null = null;

  /** @param verified has the engine check the file. */
  constructor(
    private readonly supervisor: Supervisor,
    private readonly verified: Workspaces['verify'],
    private readonly watcher: ShelfWatcher,
  ) {}

  /**
   * Finds the log that the page opens with.
   *
   * @param wanted the id of the workspace that it should be; `''` is the one that was shown last.
   */
  async home(wanted: string): Promise<Home> {
    try {
      this.#reason = await whyNoFile();
      if (this.#reason === '') {
        this.#tabs = new Tabs((workspace, port) => this.#serve(workspace, port));
        this.#hearOfNames();
        const before = remembered();
        const [last] = before;
        const found = await anyOf([wanted, ...before]);
        const home = this.#take(found);
        if (last !== undefined && (await isGone(last))) this.#lost = lastIsGone(found);
        return home;
      }
    } catch (error) {
      this.#reason = (error as Error).message;
    }
    return new MirroredLog();
  }

  /** The id of what is shown; `''` in memory. */
  get shown(): string {
    return this.#current?.shelved.id ?? '';
  }

  /** Whether what is shown waits for the sample shop: nothing was ever put into it. */
  get wantsSample(): boolean {
    return this.#current ? this.#current.shelved.sample : !this.#memoryFilled;
  }

  /** Whether another tab writes what is shown. */
  get reads(): boolean {
    return this.#current !== null && !this.#current.log.writes;
  }

  /** The sample shop is in the workspace of this id, or something else; `''` is the log in memory. */
  async hasSample(id: string): Promise<void> {
    if (id === '') {
      this.#memoryFilled = true;
      return;
    }
    const noted = await annotate(id, { sample: false });
    if (this.#current && id === this.shown) this.#current.shelved = noted;
  }

  /** How the log is kept. */
  async storage(kept: Kept | null): Promise<Storage> {
    if (kept) this.#hasBegun();
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const { events = 0, blocks = 0, bytes = 0, head = '', ...rest } = kept ?? {};
    const current = this.#current;
    return {
      kind: current ? 'file' : 'memory',
      reason: this.#reason,
      workspace: current && { id: current.shelved.id, name: current.shelved.name },
      role: current && !current.log.writes ? 'reader' : 'writer',
      file: current && kept && { events, blocks, bytes, head },
      tornBytes: 0,
      tornAt: 0,
      damage: null,
      refusal: '',
      lost: this.#lost,
      unfolded: 0,
      folded: '',
      checkpoint: 0,
      ...rest,
      usage,
      quota,
      persisted: (await navigator.storage?.persisted?.()) ?? false,
    };
  }

  async list(): Promise<Workspace[]> {
    if (!this.#current) return [];
    return (await shelved()).map((one) => this.#shown(one));
  }

  async create(name: string, { sample = false }: { sample?: boolean } = {}): Promise<Workspace> {
    this.#needFiles();
    return this.#shown(await shelve(name, sample));
  }

  async open(id: string): Promise<void> {
    this.#needFiles();
    const next = await findShown(id);
    if (id === this.#current?.shelved.id) {
      this.supervisor.retry();
      return this.supervisor.started();
    }
    const moving = this.supervisor.moveTo(this.#take(next));
    this.watcher.onMove();
    await moving;
    if (this.shown === id && this.wantsSample) await this.watcher.onEmpty();
  }

  async rename(id: string, name: string): Promise<Workspace> {
    this.#needFiles();
    const renamed = await annotate(id, { name });
    if (this.#current && id === this.#current.shelved.id) {
      this.#current.shelved = renamed;
      this.watcher.onRename();
    }
    this.#names?.postMessage(id);
    return this.#shown(renamed);
  }

  async duplicate(id: string, name?: string): Promise<Workspace> {
    this.#needFiles();
    return this.#shown(await copy(id, name ?? `${(await find(id)).name}, copy`));
  }

  async remove(id: string): Promise<void> {
    this.#needFiles();
    await unlessOpen(id, () => annotate(id, { deleted: new Date().toISOString() }));
  }

  async restore(id: string): Promise<Workspace> {
    this.#needFiles();
    return this.#shown(await annotate(id, { deleted: null }));
  }

  async purge(id: string): Promise<void> {
    this.#needFiles();
    await purge(id);
  }

  async verify(options?: VerifyOptions): Promise<Verified> {
    this.#needFiles();
    return this.verified(options);
  }

  async file(id: string): Promise<Blob> {
    this.#needFiles();
    return logOf(id);
  }

  async persist(): Promise<boolean> {
    this.#needFiles();
    return navigator.storage.persist();
  }

  #take(shelved: Shelved): KeptLog {
    if (!this.#tabs) throw failed(new Error('there is no file system'));
    const log = new KeptLog(shelved.id, this.#tabs);
    this.#current = { log, shelved };
    this.#lost = isLost(shelved) ? logIsLost(shelved) : '';
    remember(shelved.id);
    return log;
  }

  /** The log is in a file by now: should that be missing one day, something was lost. */
  #hasBegun(): void {
    const current = this.#current;
    if (!current || current.shelved.begun) return;
    current.shelved = { ...current.shelved, begun: true };
    // What can't be noted now is noted when it is opened next.
    annotate(current.shelved.id, { begun: true }).catch(() => {});
  }

  #hearOfNames(): void {
    if (typeof BroadcastChannel !== 'function') return;
    this.#names = new BroadcastChannel('hindsight-names');
    this.#names.onmessage = ({ data: id }: MessageEvent<string>) => this.#wasRenamed(id);
  }

  async #wasRenamed(id: string): Promise<void> {
    if (id !== this.shown) return;
    const renamed = await find(id).catch(() => null);
    if (!renamed || !this.#current || id !== this.shown) return;
    this.#current.shelved = renamed;
    this.watcher.onRename();
  }

  #serve(workspace: string, port: MessagePort): void {
    const log = this.#current?.log;
    if (log?.workspace === workspace) log.serve(port);
    else port.close();
  }

  #shown({ id, name, created, bytes, deleted }: Shelved): Workspace {
    return { id, name, created, bytes, deleted, current: id === this.#current?.shelved.id };
  }

  #needFiles(): void {
    if (this.#current) return;
    throw new EngineError('storage_failed', `The log is kept in memory only: ${this.#reason}`, {
      reason: this.#reason,
    });
  }
}

function lastIsGone({ name }: Shelved): string {
  return `The workspace that was open here last is not in this browser any more: it was deleted for good elsewhere, or the browser threw it away. “${name}” is open in its place`;
}

function logIsLost({ name }: Shelved): string {
  return `The log of “${name}” is not in this browser any more: something took its file away. It starts anew, without events`;
}

/** What this tab showed last, and what any did. A browser may keep nothing. */
function remembered(): string[] {
  try {
    return [sessionStorage, localStorage].flatMap((store) => store.getItem(storedAs) ?? []);
  } catch {
    return [];
  }
}

function remember(id: string): void {
  try {
    for (const store of [sessionStorage, localStorage]) store.setItem(storedAs, id);
  } catch {
    // Then the page opens with the first there is.
  }
}
