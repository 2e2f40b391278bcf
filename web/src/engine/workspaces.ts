import type { Storage, Verified, VerifyOptions, Workspace, Workspaces } from './api';
import { EngineError } from './errors';
import { MirroredLog } from './mirror';
import type { LogAccess, Supervisor } from './supervisor';
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
  makeWorkspace,
  purge,
  type StoredWorkspace,
  storedWorkspaces,
  unlessOpen,
  whyNoFile,
} from './workspace-files';
import { WorkspaceLog } from './workspace-log';

/** Under this name the id of the shown workspace is stored: for this tab, and for the next new one. */
const storedAs = 'hindsight-workspace';

/** What the worker says of the file. */
type FileState = Verified &
  Pick<
    Storage,
    'tornBytes' | 'tornAt' | 'damage' | 'refusal' | 'unfolded' | 'folded' | 'checkpoint'
  >;

/** What is called when something about the shown workspace changes. */
export interface WorkspacesWatcher {
  /** What was opened waits for the domain's sample. */
  onEmpty(): Promise<void>;
  /** Another log is shown. */
  onMove(): void;
  /** The one that is shown has another name. */
  onRename(): void;
}

/** Which log this tab shows, and what can be done with all that there are. */
export class TabWorkspaces implements Workspaces {
  #tabs: Tabs | null = null;
  #current: { log: WorkspaceLog; stored: StoredWorkspace } | null = null;
  #reason = '';
  #lost = '';
  #memoryFilled = false;
  /** The channel on which tabs tell each other which workspace has another name. */
  #names: BroadcastChannel | null = null;

  /** @param verified has the engine check the file. */
  constructor(
    private readonly supervisor: Supervisor,
    private readonly verified: Workspaces['verify'],
    private readonly watcher: WorkspacesWatcher,
  ) {}

  /**
   * Finds the log that the page opens with.
   *
   * @param wanted the id of the workspace that it should be; `''` is the one that was shown last.
   */
  async access(wanted: string): Promise<LogAccess> {
    try {
      this.#reason = await whyNoFile();
      if (this.#reason === '') {
        this.#tabs = new Tabs((workspace, port) => this.#serve(workspace, port));
        this.#hearOfNames();
        const before = remembered();
        const [last] = before;
        const found = await anyOf([wanted, ...before]);
        const access = this.#take(found);
        if (last !== undefined && (await isGone(last))) this.#lost = lastIsGone(found);
        return access;
      }
    } catch (error) {
      this.#reason = (error as Error).message;
    }
    return new MirroredLog();
  }

  /** The id of what is shown; `''` in memory. */
  get shown(): string {
    return this.#current?.stored.id ?? '';
  }

  /** Whether what is shown waits for the domain's sample: nothing was ever put into it. */
  get wantsSample(): boolean {
    return this.#current ? this.#current.stored.sample : !this.#memoryFilled;
  }

  /** Whether another tab writes what is shown. */
  get reads(): boolean {
    return this.#current !== null && !this.#current.log.writes;
  }

  /** The domain's sample is in the workspace of this id, or something else; `''` is the log in memory. */
  async hasSample(id: string): Promise<void> {
    if (id === '') {
      this.#memoryFilled = true;
      return;
    }
    const noted = await annotate(id, { sample: false });
    if (this.#current && id === this.shown) this.#current.stored = noted;
  }

  /** How the log is kept. */
  async storage(file: FileState | null): Promise<Storage> {
    if (file) this.#hasBegun();
    const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.()) ?? {};
    const { events = 0, blocks = 0, bytes = 0, head = '', ...rest } = file ?? {};
    const current = this.#current;
    return {
      kind: current ? 'file' : 'memory',
      reason: this.#reason,
      workspace: current && { id: current.stored.id, name: current.stored.name },
      role: current && !current.log.writes ? 'reader' : 'writer',
      file: current && file && { events, blocks, bytes, head },
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
    return (await storedWorkspaces()).map((one) => this.#shown(one));
  }

  async create(name: string, { sample = false }: { sample?: boolean } = {}): Promise<Workspace> {
    this.#needFiles();
    return this.#shown(await makeWorkspace(name, sample));
  }

  async open(id: string): Promise<void> {
    this.#needFiles();
    const next = await findShown(id);
    if (id === this.#current?.stored.id) {
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
    if (this.#current && id === this.#current.stored.id) {
      this.#current.stored = renamed;
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

  #take(stored: StoredWorkspace): WorkspaceLog {
    if (!this.#tabs) throw failed(new Error('there is no file system'));
    const log = new WorkspaceLog(stored.id, this.#tabs);
    this.#current = { log, stored };
    this.#lost = isLost(stored) ? logIsLost(stored) : '';
    remember(stored.id);
    return log;
  }

  /** Notes that the log has a file now. If that is missing one day, the log was lost. */
  #hasBegun(): void {
    const current = this.#current;
    if (!current || current.stored.begun) return;
    current.stored = { ...current.stored, begun: true };
    // If this fails, it is noted the next time the workspace is opened.
    annotate(current.stored.id, { begun: true }).catch(() => {});
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
    this.#current.stored = renamed;
    this.watcher.onRename();
  }

  #serve(workspace: string, port: MessagePort): void {
    const log = this.#current?.log;
    if (log?.workspace === workspace) log.serve(port);
    else port.close();
  }

  #shown({ id, name, created, bytes, deleted }: StoredWorkspace): Workspace {
    return { id, name, created, bytes, deleted, current: id === this.#current?.stored.id };
  }

  #needFiles(): void {
    if (this.#current) return;
    throw new EngineError('storage_failed', `The log is kept in memory only: ${this.#reason}`, {
      reason: this.#reason,
    });
  }
}

function lastIsGone({ name }: StoredWorkspace): string {
  return `The workspace that was open here last is not in this browser any more: it was deleted for good elsewhere, or the browser threw it away. “${name}” is open in its place`;
}

function logIsLost({ name }: StoredWorkspace): string {
  return `The log of “${name}” is not in this browser any more: something took its file away. It starts anew, without events`;
}

/** The ids that this tab and any tab showed last. A browser may store nothing. */
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
    // Without this, the page opens with the first workspace there is.
  }
}
