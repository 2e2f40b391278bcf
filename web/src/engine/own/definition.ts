import type { Fault } from '../../definition/sandbox/messages';
import type { Version } from '../../definition/sandbox/outcome';

/** A revision of an own projection as it is kept with its workspace. */
export interface Definition {
  name: string;
  /** No other has it, whatever either is called. */
  id: string;
  /** Counts up from 1 with each definition of the name. */
  revision: number;
  source: string;
  engine: Version;
  onError: 'continue' | 'stop';
  /** Whether another revision answers for the name. */
  beside: boolean;
  /** Whether any event has emitted something. What it emits is a table of its own. */
  emits: boolean;
  /** Why it has stopped; `null` while it has not. */
  fault: Fault | null;
}

/** Counts up with each change to what a source means here: tables that were made before are then made anew. */
const meaning = 1;

/** Stands for what a definition does: its table is saved under it, whatever the projection is called. */
export function programOf({ id, source, engine, onError }: Definition): string {
  return JSON.stringify([meaning, id, engine, onError, source]);
}

/** What a definition's table is called, whether or not it answers for the name. */
export function tableOf({ name, revision }: Pick<Definition, 'name' | 'revision'>): string {
  return `${name}@${revision}`;
}

/** The definitions that were kept, as JSON text. Of what can't be read there are none. */
export function readDefinitions(kept: string): Definition[] {
  const all = new Map<string, Definition>();
  for (const definition of parsed(kept)) {
    // Of one that answers there is one for each name, and of those beside it another.
    const place = `${definition.name} ${definition.beside}`;
    if (!all.has(place)) all.set(place, definition);
  }
  return [...all.values()].filter(({ name, beside }) => !beside || all.has(`${name} false`));
}

function parsed(kept: string): Definition[] {
  try {
    const all = JSON.parse(kept || '[]') as Definition[];
    return all
      .filter(({ name, source }) => typeof name === 'string' && typeof source === 'string')
      .map((definition) => ({
        ...definition,
        // The version before this one kept no others than those that answer.
        id: definition.id ?? definition.name,
        beside: definition.beside ?? false,
      }));
  } catch {
    return [];
  }
}

/** The definitions as they are kept. */
export function keptText(definitions: readonly Definition[]): string {
  return JSON.stringify(definitions.map(toKeep));
}

/** That the browser ran no projection now says nothing of the next time. */
function toKeep(definition: Definition): Definition {
  return definition.fault?.code === 'sandbox_refused' ? { ...definition, fault: null } : definition;
}

/** The projections of what was kept, as the Go program opens a log with them. */
export function toOpen(kept: string): string {
  const all = readDefinitions(kept).map((definition) => {
    const { name, revision, beside, emits } = definition;
    return { name, title: name, program: programOf(definition), revision, beside, emits };
  });
  return JSON.stringify(all);
}
