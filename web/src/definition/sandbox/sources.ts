import type { Handlers } from './handlers';
import type { Options } from './options';
import type { Version } from './outcome';

/** Where a projection's events come from. */
export class Sources {
  all = false;
  readonly streams: string[] = [];
  readonly categories: string[] = [];

  addStream(name: string): void {
    if (!this.streams.includes(name)) this.streams.push(name);
  }

  addCategory(name: string): void {
    if (!this.categories.includes(name)) this.categories.push(name);
  }

  get none(): boolean {
    return !this.all && this.streams.length === 0 && this.categories.length === 0;
  }
}

/** All that decides which events a projection is given and how they are divided. */
export interface Asked {
  sources: Sources;
  handlers: Handlers;
  options: Options;
  byStream: boolean;
  partitionBy: unknown;
}

/** What the server refuses to run though the script itself ran: a sentence each. */
export function refusals(asked: Asked, version: Version): string[] {
  if (asked.sources.none) {
    return ['The projection names no source: it begins with fromAll, fromStream or fromCategory.'];
  }
  return version === 'v1' ? firstEngineRefusals(asked) : [];
}

function firstEngineRefusals({ sources, handlers, options, byStream }: Asked): string[] {
  const streams = sources.streams.length > 0;
  const categories = sources.categories.length > 0;
  const rules: [boolean, string][] = [
    [
      handlers.allEvents && handlers.named.size > 0,
      'The first engine refuses $any after handlers for named types. Leave out one or the other.',
    ],
    [
      sources.all && (streams || categories),
      'The first engine refuses fromAll together with a stream or a category.',
    ],
    [categories && streams, 'The first engine refuses categories together with streams.'],
    [
      sources.categories.length > 1,
      'The first engine refuses several calls of fromCategory. Give all names in one call.',
    ],
    [
      byStream && streams,
      'The first engine refuses foreachStream after fromStream, fromStreams and several categories.',
    ],
    [
      handlers.deleted !== null && !byStream,
      'The first engine refuses a $deleted handler without foreachStream.',
    ],
    ...reorderingRules(sources, options),
  ];
  return rules.filter(([refused]) => refused).map(([, sentence]) => sentence);
}

function reorderingRules(sources: Sources, options: Options): [boolean, string][] {
  if (!options.reorderEvents) return [];
  return [
    [
      sources.all || sources.streams.length < 2,
      'The first engine refuses reorderEvents but for fromStreams with two streams or more.',
    ],
    [
      options.processingLag < 50,
      'The first engine refuses reorderEvents with a processingLag under 50.',
    ],
  ];
}
