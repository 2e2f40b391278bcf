/** What an event came of, and what came of it: its metadata name other events by their ids. */

import type { ListedEvent } from '../engine/client';
import { engine } from './log';

/** Events that are looked through for the few that are meant. */
const mostRead = 1_000;

/** The events around one, by cause and by correlation. */
export interface Causes {
  /** The id it names as its cause; `''` for none. */
  causeId: string;
  /** The event of that id; `null` when the log has none. */
  cause: ListedEvent | null;
  /** The events that name it as their cause, oldest first. */
  effects: ListedEvent[];
  /** The correlation it belongs to, its own id if others name that; `''` for none. */
  correlationId: string;
  /** The events of the same correlation, without itself, oldest first. */
  correlated: ListedEvent[];
  /** How many events were looked through, where there are more; 0 when there are not. */
  only: number;
}

/** Finds the causes and effects of an event. Text is looked for in the whole log: it takes a moment. */
export async function causesOf(event: Pick<ListedEvent, 'id' | 'metadata'>): Promise<Causes> {
  const causeId = named(event, 'causationId');
  const { events: own, next } = await holding(event.id);
  const around = own.some((other) => named(other, 'correlationId') === event.id);
  const correlationId = named(event, 'correlationId') || (around ? event.id : '');
  const [causes, correlated] = await Promise.all([holding(causeId), holding(correlationId)]);
  const incomplete = [next, causes.next, correlated.next].some((more) => more !== null);
  return {
    causeId,
    only: incomplete ? mostRead : 0,
    cause: causes.events.find(({ id }) => id === causeId) ?? null,
    effects: own.filter((other) => named(other, 'causationId') === event.id),
    correlationId,
    correlated: correlated.events.filter(
      (other) =>
        other.id !== event.id &&
        (other.id === correlationId || named(other, 'correlationId') === correlationId),
    ),
  };
}

/** What an event's metadata say under a name; `''` when that is no text. */
function named(
  { metadata }: Pick<ListedEvent, 'metadata'>,
  name: 'causationId' | 'correlationId',
): string {
  const value = metadata?.[name];
  return typeof value === 'string' ? value : '';
}

/** Events that hold a text in their ids, metadata or data. */
async function holding(text: string): Promise<{ events: ListedEvent[]; next: number | null }> {
  return text === '' ? { events: [], next: null } : engine.listed({ text, limit: mostRead });
}
