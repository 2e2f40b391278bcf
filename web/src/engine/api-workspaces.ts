/** Where logs are kept, and what can be done with a whole one. Part of {@link api}. */

/** A log with a name, kept in this browser. */
export interface Workspace {
  id: string;
  name: string;
  /** When it was made, RFC 3339 in UTC. */
  created: string;
  /** What its log takes, in bytes; what is derived from it comes on top. */
  bytes: number;
  /** When it was deleted; `null` while it was not. It can be had back for seven days. */
  deleted: string | null;
  /** Whether it is the one that this tab shows. */
  current: boolean;
}

/** What every byte of a log file was checked to be. */
export interface Verified {
  events: number;
  /** One for each append. */
  blocks: number;
  bytes: number;
  /** The digest (SHA-256) of the last block, which stands for the whole log: note it down elsewhere. */
  head: string;
}

/** How the log is kept. */
export interface Storage {
  /** `memory`: a reload forgets it. `file`: what was acknowledged is there after a crash. */
  kind: 'memory' | 'file';
  /** Why there is no file, for people; `''` when there is. */
  reason: string;
  /** `null` in memory. */
  workspace: { id: string; name: string } | null;
  /** Whether this tab writes the file, or reads and appends through the tab that does. */
  role: 'writer' | 'reader';
  /** What the file holds; `null` in memory. */
  file: Verified | null;
  /** Bytes that were cut off when it was opened: the rest of an append that never came to its end. */
  tornBytes: number;
  /** Where they were. */
  tornAt: number;
  /** What is wrong with the file, which is then only read; `null` for nothing. */
  damage: { offset: number; length: number; reason: string } | null;
  /** Why the file takes no more events; `''` while it does. */
  refusal: string;
  /**
   * What was kept here and is gone, though nobody deleted it in this tab, for people; `''` for nothing.
   * It is told until another workspace is opened, or the page is loaded again.
   */
  lost: string;
  /** Of how many events the projections' tables came from a checkpoint when the log was opened. */
  unfolded: number;
  /** Why not of more, for people; `''` when the checkpoint was of use, or there was none. */
  folded: string;
  /** Of how many events the tables are kept beside the log now. */
  checkpoint: number;
  /** What this page keeps in the browser, and how much it may, in bytes; 0 when the browser does not say. */
  usage: number;
  quota: number;
  /** Whether the browser has promised not to throw it away when space is short. */
  persisted: boolean;
}

/** How a check is followed. */
export interface VerifyOptions {
  /** Called now and then with how many bytes are checked, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Ends the check. */
  signal?: AbortSignal;
}

/** `hindsight.workspaces`. In memory only, all but `list` reject with `storage_failed`. */
export interface Workspaces {
  /** All of them, the deleted ones too, by name. */
  list(): Promise<Workspace[]>;
  /** Makes an empty one, or one with the domain's sample; it is not opened. */
  create(name: string, options?: { sample?: boolean }): Promise<Workspace>;
  /** Shows another one in this tab. */
  open(id: string): Promise<void>;
  rename(id: string, name: string): Promise<Workspace>;
  /** Copies the log as it is now. */
  duplicate(id: string, name?: string): Promise<Workspace>;
  /** Deletes it: it can be restored for seven days. Not the one that a tab shows. */
  remove(id: string): Promise<void>;
  restore(id: string): Promise<Workspace>;
  /** Deletes it for good. */
  purge(id: string): Promise<void>;
  /**
   * Checks every byte of the shown workspace's file as it is when this is called; what is asked and
   * appended meanwhile is answered. Rejects with `storage_damaged`, with `offset`, `length` and `reason`
   * in the details; with `storage_failed` when the log is emptied meanwhile; with `aborted` when `signal`
   * is.
   */
  verify(options?: VerifyOptions): Promise<Verified>;
  /** The log file, byte for byte: for another program, or to keep what is damaged. */
  file(id: string): Promise<Blob>;
  /** Asks the browser not to throw anything away when space is short. @returns whether it promised. */
  persist(): Promise<boolean>;
}
