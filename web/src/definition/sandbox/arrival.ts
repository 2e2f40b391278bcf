import type { LoggedEvent, Skip, SkipReason, Version } from './outcome';
import type { Vocabulary } from './vocabulary';

/** Says why an event doesn't arrive at a projection, or `null` where it does. */
export type Arrival = (event: LoggedEvent) => Skip | null;

const skip = (reason: SkipReason, message: string): Skip => Object.freeze({ reason, message });

/** Why events are passed over, a sentence each. */
export const skips = {
  unhandled: skip('unhandled', 'No handler is named after the event’s type.'),
  wrongStream: skip('wrong_stream', 'The event isn’t in a stream that the projection reads.'),
  systemStream: skip('system_stream', 'fromAll leaves out streams whose name begins with $.'),
  systemType: skip('system_type', 'The second engine leaves out types that begin with $.'),
  link: skip('link', 'fromAll leaves out links unless the option $includeLinks is true.'),
  noPartition: skip('no_partition', 'partitionBy gave neither a string nor a number.'),
  noDeleteHandler: skip(
    'no_delete_handler',
    'The stream was deleted, and there is no $deleted handler.',
  ),
  noData: skip('no_data', 'The event has no data, so the handler isn’t called.'),
};

/** The rules for a projection, made once. */
export function arrivalOf(said: Vocabulary, version: Version): Arrival {
  const source = version === 'v1' ? firstEngineSource(said) : secondEngineSource(said);
  const type = typeFilter(said, version);
  return (event) => source(event) ?? type(event);
}

/** A stream's category: what stands before its first `-`. */
export function categoryOf(stream: string): string | null {
  const end = stream.indexOf('-');
  return end > 0 ? stream.slice(0, end) : null;
}

function inCategory(stream: string, categories: readonly string[]): boolean {
  const category = categoryOf(stream);
  return category !== null && categories.includes(category);
}

function firstEngineSource({ sources, options }: Vocabulary): Arrival {
  if (sources.all) {
    return ({ stream, type }) => {
      if (type === '$>' && !options.$includeLinks) return skips.link;
      // The metadata of a user's stream `x` is in `$$x`.
      const hidden = stream[0] === '$' && (stream[1] !== '$' || stream[2] === '$');
      return hidden ? skips.systemStream : null;
    };
  }
  if (sources.streams.length > 0) return streamSource(sources.streams);
  const { categories } = sources;
  return ({ stream }) => (inCategory(stream, categories) ? null : skips.wrongStream);
}

function secondEngineSource({ sources }: Vocabulary): Arrival {
  const streams = streamSource(sources.streams);
  return (event) => {
    if (event.type[0] === '$') return skips.systemType;
    if (sources.all) return null;
    if (sources.streams.length > 0) return streams(event);
    const found = sources.categories.some((name) => event.stream.startsWith(`${name}-`));
    return found ? null : skips.wrongStream;
  };
}

/** `$ce-x` and `$et-x` are what the server's own projections would fill: a category's events, a type's. */
function streamSource(streams: readonly string[]): Arrival {
  const named = new Set(streams);
  const derived = streams.some((name) => name.startsWith('$ce-') || name.startsWith('$et-'));
  return ({ stream, type, link }) => {
    if (named.has(stream) || (link && named.has(link.stream))) return null;
    if (derived && (named.has(`$ce-${categoryOf(stream)}`) || named.has(`$et-${type}`)))
      return null;
    return skips.wrongStream;
  };
}

function typeFilter({ handlers, sources }: Vocabulary, version: Version): Arrival {
  const { named } = handlers;
  if (!handlers.allEvents) return ({ type }) => (named.has(type) ? null : skips.unhandled);
  if (version === 'v1' || !sources.all || named.size === 0) return () => null;
  // The second engine reads by the beginnings of the named types, whatever $any would take.
  const beginnings = [...named.keys()];
  return ({ type }) =>
    beginnings.some((beginning) => type.startsWith(beginning)) ? null : skips.unhandled;
}

/** Whether the deletion of a stream reaches the projection's $deleted handler. */
export function deletionArrives(
  said: Vocabulary,
  version: Version,
  event: LoggedEvent,
  deleted: string,
): boolean {
  const { sources, handlers } = said;
  if (deleted[0] === '$') return false;
  if (version === 'v1') {
    return sources.all || inCategory(deleted, sources.categories);
  }
  // The second engine reads no metadata of a category's streams, and of fromAll only named types.
  if (sources.all) return handlers.named.size === 0;
  if (sources.streams.length > 0) return sources.streams.includes(event.stream);
  return sources.categories.some((name) => event.stream.startsWith(`${name}-`));
}
