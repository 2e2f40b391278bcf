import type { AppendedEvent, EventFilter, StoredEvent } from '../engine/api';
import { asEngineError, type EngineError } from '../engine/errors';
import { plural, showCount, showDuration } from '../text/show';
import { engine, scheduler } from './engine';
import { say } from './status';
import { select } from './view';

/** The outcome of an action: an error, to be shown beside the control that was used, or `null`. */
export type Outcome = EngineError | null;

/** Executes a command and says which events it appended. */
export async function executeCommand(
  title: string,
  name: string,
  fields: Record<string, unknown>,
): Promise<Outcome> {
  return timed(async () => {
    const { events } = await engine.execute(name, fields);
    return (took) => `${title}: ${appended(events)}; ${took}`;
  });
}

/** Appends one event and says where it is in the log. */
export async function appendEvent(
  ...[event, options]: Parameters<typeof engine.append>
): Promise<Outcome> {
  return timed(async () => {
    const { events, duplicate } = await engine.append(event, options);
    const last = events.at(-1);
    if (last) select(last.position);
    return (took) =>
      duplicate ? `Stored before, ${where(events)}; ${took}` : `Appended ${where(events)}; ${took}`;
  });
}

/** An event as the line of NDJSON that an export writes for it. */
export function lineOf(position: number): Promise<string> {
  return engine.line(position);
}

/**
 * The events that match a filter, as a file of NDJSON.
 *
 * @param whole whether they are the whole log: then its own projections go along.
 */
export function exported(filter: EventFilter, whole: boolean): Promise<Blob> {
  return engine.export(filter, { projections: whole });
}

/** The file that a workspace's log is in. */
export function fileOf(workspace: string): Promise<Blob> {
  return engine.workspaces.file(workspace);
}

/** Empties the log. */
export function clearLog(): Promise<void> {
  return engine.clear();
}

/** Puts the sample shop into a log that is empty. */
export function loadSample(): Promise<void> {
  return engine.sample();
}

async function timed(work: () => Promise<(took: string) => string>): Promise<Outcome> {
  const began = performance.now();
  try {
    const sentence = await scheduler.promptly(work);
    say(sentence(showDuration(performance.now() - began)));
    return null;
  } catch (error) {
    return asEngineError(error);
  }
}

function appended(events: StoredEvent[]): string {
  const [first] = events;
  if (!first) return 'nothing to append';
  if (events.length > 1)
    return `${plural(events.length, 'event')} from position ${showCount(first.position)} on`;
  return `${first.type} on ${first.stream} at position ${showCount(first.position)}`;
}

function where(events: AppendedEvent[]): string {
  const [first] = events;
  if (!first) return 'nothing';
  return `version ${showCount(first.version)} of ${first.stream} at position ${showCount(first.position)}`;
}
