import type { Note, Version } from './outcome';
import type { Vocabulary } from './vocabulary';

/** Why a source can't be run: a diagnostic like those that are found before it runs. */
export interface DefinitionError {
  severity: 'error';
  /** `definition_error` is what the source threw, `refused` what the server takes from no source. */
  code: 'definition_error' | 'refused';
  message: string;
  /** In the user's source, from 1 on; `null` where it isn't one line's fault or the browser doesn't tell. */
  line: number | null;
  /** From 1 on. */
  column: number | null;
}

/** What a script says of itself: plain data, fit to be posted. */
export interface Description {
  engine: Version;
  source: { all: boolean; streams: string[]; categories: string[] };
  partitioning: 'none' | 'stream' | 'custom';
  /** The types of events that are asked for; `null` for all. */
  types: string[] | null;
  /** The types that have a handler of their own. */
  handlers: string[];
  /** Which of the handlers with a meaning of their own there are. */
  special: string[];
  options: {
    includeLinks: boolean;
    reorderEvents: boolean;
    processingLag: number;
    resultStreamName: string | null;
    partitionResultPattern: string | null;
  };
  biState: boolean;
  /** Whether events have a result. */
  outputsResult: boolean;
  transforms: number;
  logs: string[];
  notes: Note[];
  /** Why it can't be run; none where it can. */
  errors: DefinitionError[];
}

export function describe(
  said: Vocabulary,
  engine: Version,
): Omit<Description, 'logs' | 'notes' | 'errors'> {
  const { handlers, options, sources } = said;
  const named = [...handlers.named.keys()];
  return {
    engine,
    source: {
      all: sources.all,
      streams: [...sources.streams],
      categories: [...sources.categories],
    },
    partitioning: said.partitionBy ? 'custom' : said.byStream ? 'stream' : 'none',
    types: handlers.allEvents ? null : named,
    handlers: named,
    special: specialIn(said),
    options: {
      includeLinks: options.$includeLinks,
      reorderEvents: options.reorderEvents,
      processingLag: options.processingLag,
      resultStreamName: options.resultStreamName,
      partitionResultPattern: said.partitionResultPattern,
    },
    biState: options.biState,
    outputsResult: engine === 'v2' || said.outputState,
    transforms: said.transforms.length,
  };
}

function specialIn({ handlers }: Vocabulary): string[] {
  const given: [string, unknown][] = [
    ['$init', handlers.init],
    ['$initShared', handlers.initShared],
    ['$any', handlers.any],
    ['$created', handlers.created[0] ?? null],
    ['$deleted', handlers.deleted],
  ];
  return given.filter(([, handler]) => handler !== null).map(([name]) => name);
}
