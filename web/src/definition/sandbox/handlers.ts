import type { Options } from './options';
import { Refusal } from './refusal';
import { membersOfScript, type ScriptFunction } from './script-function';

/** The functions that a projection gives for events, by the names that the server knows. */
export class Handlers {
  readonly named = new Map<string, ScriptFunction>();
  /** One each time that it was given: the server calls all of them. */
  readonly created: ScriptFunction[] = [];
  init: ScriptFunction | null = null;
  initShared: ScriptFunction | null = null;
  any: ScriptFunction | null = null;
  deleted: ScriptFunction | null = null;
  /** Whether events of every type are asked for. The last handler given decides. */
  allEvents = true;
  readonly #options: Options;

  /** @param options are told when a handler switches biState on. */
  constructor(options: Options) {
    this.#options = options;
  }

  /** Takes what `when` was given: own properties that are functions of the script; others don't count. */
  addAll(given: unknown): void {
    for (const [name, handler] of membersOfScript(given)) this.add(name, handler);
  }

  add(name: string, handler: ScriptFunction): void {
    switch (name) {
      case '$init':
        this.init = handler;
        return;
      case '$initShared':
        this.initShared = handler;
        this.#options.biState = true;
        return;
      case '$created':
        this.created.push(handler);
        return;
      case '$deleted':
        this.#addDeleted(handler);
        return;
      case '$any':
        this.any = handler;
        this.allEvents = true;
        return;
      default:
        this.#addNamed(name, handler);
    }
  }

  #addDeleted(handler: ScriptFunction): void {
    if (this.#options.biState) {
      throw new Refusal(
        'handler_error',
        'A projection with biState can’t have a $deleted handler once biState is on.',
      );
    }
    this.deleted = handler;
  }

  #addNamed(type: string, handler: ScriptFunction): void {
    if (this.named.has(type)) {
      throw new Refusal('handler_error', `There is a handler for the type ${type} already.`);
    }
    this.named.set(type, handler);
    this.allEvents = false;
  }
}
