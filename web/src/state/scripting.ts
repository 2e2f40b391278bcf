import type { Hindsight, Workspaces } from '../engine/api';

/**
 * What scripts may call: the engine client without what only the page needs.
 *
 * @param ready resolves when the page is done with the log that it opens with.
 */
export function scripting(engine: Hindsight, ready: Promise<void>): Hindsight {
  return Object.freeze<Hindsight>({
    ready,
    append: (events, options) => engine.append(events, options),
    import: (log, options) => engine.import(log, options),
    export: (filter) => engine.export(filter),
    events: (query) => engine.events(query),
    projections: (options) => engine.projections(options),
    table: (name, query) => engine.table(name, query),
    row: (name, key, options) => engine.row(name, key, options),
    diff: (name, query) => engine.diff(name, query),
    lineage: (name, key, query) => engine.lineage(name, key, query),
    find: (name, query) => engine.find(name, query),
    failures: (name) => engine.failures(name),
    histogram: engine.histogram.bind(engine),
    commands: () => engine.commands(),
    execute: (command, fields) => engine.execute(command, fields),
    subscribe: (handler, options) => engine.subscribe(handler, options),
    generate: (options) => engine.generate(options),
    stats: () => engine.stats(),
    clear: () => engine.clear(),
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
