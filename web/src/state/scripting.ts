import type { Hindsight, HistogramQuery, Workspaces } from '../engine/api';
import * as given from '../engine/argument';
import { whileNoted } from './cut-short';

/**
 * The functions that scripts may call: those of the engine client that are public. Their arguments are checked.
 *
 * @param ready resolves when the page is done with the log that it opens with.
 */
export function scripting(engine: Hindsight, ready: Promise<void>): Hindsight {
  return Object.freeze<Hindsight>({
    ready,
    append: async (events, options) =>
      engine.append(given.appended(events), given.appendOptions(options)),
    import: async (log, options) => {
      const checked = [given.imported(log), given.importOptions(options)] as const;
      return whileNoted('An import', () => engine.import(...checked));
    },
    export: async (filter, options) =>
      engine.export(given.optional('filter', filter), given.exportOptions(options)),
    events: async (query) => engine.events(given.optional('query', query)),
    ask: async (questions) => engine.ask(questions),
    projections: async (options) => engine.projections(given.optional('options', options)),
    table: async (name, query) => engine.table(name, given.optional('query', query)),
    row: async (name, key, options) => engine.row(name, key, given.optional('options', options)),
    diff: async (name, query) => engine.diff(name, given.anObject('query', query)),
    lineage: async (name, key, query) => engine.lineage(name, key, given.optional('query', query)),
    find: async (name, query) => engine.find(name, given.anObject('query', query)),
    failures: async (name) => engine.failures(name),
    histogram: (async (query: HistogramQuery) =>
      engine.histogram(given.anObject('query', query))) as Hindsight['histogram'],
    define: async (name, projection) =>
      engine.define(given.named('name', name), given.newProjection(projection)),
    definitions: async () => engine.definitions(),
    caughtUp: async (name, options) =>
      engine.caughtUp(given.named('name', name), given.waitOptions(options)),
    step: async (name, position, options) =>
      engine.step(
        given.named('name', name),
        given.counted('position', position),
        given.ofRevision(options),
      ),
    compare: async (name, query) => engine.compare(name, given.anObject('query', query)),
    drop: async (name, options) =>
      engine.drop(given.named('name', name), given.ofRevision(options)),
    rename: async (name, to) => engine.rename(given.named('name', name), given.named('to', to)),
    commands: async () => engine.commands(),
    execute: async (command, fields) =>
      engine.execute(given.commanded(command), given.filledIn(fields)),
    subscribe: async (handler, options) =>
      engine.subscribe(given.subscribed(handler), given.subscribeOptions(options)),
    generate: async (options) => {
      const checked = given.generateOptions(options);
      return whileNoted('The making of a history', () => engine.generate(checked));
    },
    stats: async () => engine.stats(),
    clear: async () => engine.clear(),
    workspaces: workspacesOf(engine.workspaces),
  });
}

function workspacesOf(workspaces: Workspaces): Workspaces {
  return Object.freeze<Workspaces>({
    list: async () => workspaces.list(),
    create: async (name, options) => workspaces.create(name, given.createOptions(options)),
    open: async (id) => workspaces.open(given.named('id', id)),
    rename: async (id, name) => workspaces.rename(given.named('id', id), name),
    duplicate: async (id, name) => workspaces.duplicate(given.named('id', id), name),
    remove: async (id) => workspaces.remove(given.named('id', id)),
    restore: async (id) => workspaces.restore(given.named('id', id)),
    purge: async (id) => workspaces.purge(given.named('id', id)),
    verify: async (options) => workspaces.verify(given.verifyOptions(options)),
    file: async (id) => workspaces.file(given.named('id', id)),
    persist: async () => workspaces.persist(),
  });
}
