/** What may be called after each call, as the server has it. */
export const following: Readonly<Record<string, readonly string[]>> = {
  fromAll: ['when', 'partitionBy', 'foreachStream', 'outputState'],
  fromCategory: ['when', 'partitionBy', 'foreachStream', 'outputState'],
  fromCategories: ['when', 'partitionBy', 'foreachStream', 'outputState'],
  fromStream: ['when', 'partitionBy', 'outputState'],
  fromStreams: ['when', 'partitionBy', 'outputState'],
  foreachStream: ['when'],
  partitionBy: ['when'],
  when: ['transformBy', 'filterBy', 'outputState', 'outputTo', '$defines_state_transform'],
  outputState: ['transformBy', 'filterBy', 'outputTo'],
  transformBy: ['transformBy', 'filterBy', 'outputState', 'outputTo'],
  filterBy: ['transformBy', 'filterBy', 'outputState', 'outputTo'],
  outputTo: [],
};

type Call = (...args: unknown[]) => unknown;

/** The one object that every call of the definition gives back; its members are what may follow. */
export class Chain {
  readonly object: Record<string, unknown> = {};
  readonly #calls: Record<string, Call>;

  /** @param calls what each member does, by its name. */
  constructor(calls: Record<string, Call>) {
    this.#calls = calls;
  }

  /** Leaves what may follow a call, and no more. */
  after(name: string): Record<string, unknown> {
    const allowed = following[name] ?? [];
    for (const member of Object.keys(this.#calls)) {
      if (!allowed.includes(member)) delete this.object[member];
      else if (!Object.hasOwn(this.object, member)) this.#put(member);
    }
    return this.object;
  }

  #put(member: string): void {
    const value = this.#calls[member];
    Object.defineProperty(this.object, member, { value, writable: true, configurable: true });
  }
}

/** The names of all members that the chain can have. */
export const chainNames: ReadonlySet<string> = new Set(Object.values(following).flat());

/**
 * Adds to the message of an error what would have been allowed, where a call was out of its place. Chromium writes
 * `fromAll(...).x is not a function`, and Firefox `fromAll().x` where nothing was given.
 */
export function explained(message: string): string {
  const [, before, name] = /(\w+)\((?:\.\.\.)?\)\.(\$?\w+) is not a function/.exec(message) ?? [];
  if (!before || !name || !chainNames.has(name)) return message;
  const allowed = following[before];
  if (!allowed) return message;
  const list = allowed.length === 0 ? 'nothing may follow' : `may follow: ${allowed.join(', ')}`;
  return `${name} can’t follow ${before}. After ${before} ${list}.`;
}
