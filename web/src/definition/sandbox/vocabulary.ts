import { Chain } from './chain';
import { Handlers } from './handlers';
import { setOptions, usualOptions } from './options';
import { Refusal } from './refusal';
import { isScriptFunction, type ScriptFunction } from './script-function';
import { Sources } from './sources';

type Call = (...args: unknown[]) => unknown;

const refuse = (message: string): never => {
  throw new Refusal('handler_error', message);
};

/** What a script says of itself while it runs: the functions it may call, and what they were told. */
export class Vocabulary {
  readonly options = usualOptions();
  readonly handlers = new Handlers(this.options);
  readonly sources = new Sources();
  readonly transforms: { kind: 'transform' | 'filter'; run: ScriptFunction }[] = [];
  byStream = false;
  partitionBy: ScriptFunction | null = null;
  outputState = false;
  definesTransform = false;
  partitionResultPattern: string | null = null;
  readonly #chain = new Chain({
    when: (handlers) => this.#when(handlers),
    partitionBy: (key) => this.#partition(key),
    foreachStream: () => this.#foreachStream(),
    outputState: () => this.#output('outputState'),
    transformBy: (run) => this.#transform('transformBy', 'transform', run),
    filterBy: (run) => this.#transform('filterBy', 'filter', run),
    outputTo: (...names) => this.#outputTo(names),
    $defines_state_transform: () => {
      this.definesTransform = true;
      this.outputState = true;
    },
  });

  /** The global functions of the definition. */
  readonly functions: Record<string, Call> = {
    options: (given) => setOptions(this.options, given),
    fromAll: () => {
      this.sources.all = true;
      return this.#chain.after('fromAll');
    },
    fromStream: (name) => {
      if (typeof name !== 'string') refuse('fromStream takes the name of a stream.');
      this.sources.addStream(name as string);
      return this.#chain.after('fromStream');
    },
    fromStreams: (...names) => this.#fromStreams(names),
    fromCategory: (...names) => this.#fromCategory(names),
    fromCategories: (...names) => this.#fromCategory(names),
    on_event: (...given) => this.#onEvent(given),
    on_any: (...given) => {
      if (given.length !== 1) refuse('on_any takes one argument, a function.');
      this.handlers.add('$any', this.#function(given[0], 'on_any'));
    },
  };

  /** Ends the definition: nothing may follow any more. */
  close(): void {
    this.#chain.after('');
  }

  #fromStreams(given: unknown[]): unknown {
    const names: unknown[] = Array.isArray(given[0]) ? given[0] : given;
    for (const name of names) {
      if (typeof name !== 'string')
        refuse('fromStreams takes names of streams, or one array of them.');
      this.sources.addStream(name as string);
    }
    return this.#chain.after('fromStreams');
  }

  /** Several categories are read through the streams of links that the server keeps for each. */
  #fromCategory(given: unknown[]): unknown {
    const [first] = given;
    if (given.length === 0) return this.#chain.object;
    if (given.length === 1 && typeof first === 'string') {
      this.sources.addCategory(first);
      return this.#chain.after('fromCategory');
    }
    for (const name of given.length === 1 && Array.isArray(first) ? first : given) {
      if (typeof name !== 'string') refuse('fromCategory takes names of categories, or one array.');
      this.sources.addStream(`$ce-${name}`);
    }
    return this.#chain.after('fromCategory');
  }

  #onEvent(given: unknown[]): void {
    const [type, handler] = given;
    if (given.length !== 2 || typeof type !== 'string') {
      refuse('on_event takes two arguments, a type and a function.');
    }
    this.handlers.add(type as string, this.#function(handler, 'on_event'));
  }

  #when(handlers: unknown): unknown {
    this.handlers.addAll(handlers);
    return this.#chain.after('when');
  }

  #partition(key: unknown): unknown {
    this.partitionBy = this.#function(key, 'partitionBy');
    return this.#chain.after('partitionBy');
  }

  #foreachStream(): unknown {
    this.byStream = true;
    return this.#chain.after('foreachStream');
  }

  #output(name: string): unknown {
    this.outputState = true;
    return this.#chain.after(name);
  }

  #transform(name: string, kind: 'transform' | 'filter', run: unknown): unknown {
    this.transforms.push({ kind, run: this.#function(run, name) });
    this.definesTransform = true;
    return this.#output(name);
  }

  #outputTo(names: unknown[]): unknown {
    if (names.length !== 1 && names.length !== 2) refuse('outputTo takes one or two names.');
    const [result, pattern = null] = names;
    if (typeof result !== 'string' || (names.length === 2 && typeof pattern !== 'string')) {
      refuse('outputTo takes names of streams.');
    }
    this.options.resultStreamName = result as string;
    if (pattern !== null) this.partitionResultPattern = pattern as string;
    return this.#chain.after('outputTo');
  }

  #function(given: unknown, name: string): ScriptFunction {
    if (!isScriptFunction(given))
      return refuse(`${name} takes a function that the script defines.`);
    return given;
  }
}
