import type { Hindsight, Workspaces } from '../engine/api';
import { whileNoted } from './cut-short';

/**
 * What scripts may call: the engine client without what only the page needs.
 *
 * @param ready resolves when the page is done with the log that it opens with.
 */
export function scripting(engine: Hindsight, ready: Promise<void>): Hindsight {
  return Object.freeze<Hindsight>({
    ready,
    append: async (events, options) => engine.append(events, options),
    import: async (log, options) => whileNoted('An import', () => engine.import(log, options)),
    export: async (filter) => engine.export(filter),
    events: async (query) => engine.events(query),
    ask: async (questions) => engine.ask(questions),
    projections: async (options) => engine.projections(options),
    table: async (name, query) => engine.table(name, query),
    row: async (name, key, options) => engine.row(name, key, options),
    diff: async (name, query) => engine.diff(name, query),
    lineage: async (name, key, query) => engine.lineage(name, key, query),
    find: async (name, query) => engine.find(name, query),
    failures: async (name) => engine.failures(name),
    histogram: engine.histogram.bind(engine),
    commands: async () => engine.commands(),
    execute: async (command, fields) => engine.execute(command, fields),
    subscribe: async (handler, options) => engine.subscribe(handler, options),
    generate: async (options) =>
      whileNoted('The making of a history', () => engine.generate(options)),
    stats: async () => engine.stats(),
    clear: async () => engine.clear(),
    workspaces: workspacesOf(engine.workspaces),
  });
}

function workspacesOf(workspaces: Workspaces): Workspaces {
  return Object.freeze<Workspaces>({
    list: () => workspaces.list(),
    create: (name, options) => workspaces.create(name, options),
    open: (id) => workspaces.open(id),
    rename: (id, name) => workspaces.rename(id, name),
    duplicate: (id, name) => workspaces.duplicate(id, name),
    remove: (id) => workspaces.remove(id),
    restore: (id) => workspaces.restore(id),
    purge: (id) => workspaces.purge(id),
    verify: (options) => workspaces.verify(options),
    file: (id) => workspaces.file(id),
    persist: () => workspaces.persist(),
  });
}
