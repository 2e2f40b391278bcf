import type { Description } from '../../definition/sandbox/description';
import type { Asked, Preview, Told } from '../../definition/sandbox/messages';
import type { Outcome } from '../../definition/sandbox/outcome';
import type { SavedStates } from '../../definition/sandbox/states';
import { isTold } from './arrival';

/** A sandbox that says nothing for so long, in milliseconds, does not end by itself. */
export const silenceMs = 2_000;
/** States are loaded by our own code, whose time depends on how many there are. */
const loadMs = 60_000;

/** Is told that a sandbox has failed, and why. */
export type SandboxEnd = (message: string) => void;

/** What a sandbox is given to run. */
export type Run = Omit<Asked & { ask: 'run' }, 'ask'>;

/** What came of events. */
export type Ran = Told & { told: 'ran' };

/** The sandbox does not end what it does. */
export class Silent extends Error {}

/** The sandbox's worker ended, or sent what it never would. */
export class SandboxFailed extends Error {}

interface Waiting {
  told: Told['told'];
  resolve(told: Told): void;
  reject(error: Error): void;
}

/** A worker that runs one source, of which nothing is believed: what it sends is checked, and silence ends it. */
export class Sandbox {
  #waiting: Waiting | null = null;
  #heard: Told[] = [];
  #error: Error | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /**
   * @param port where it is asked.
   * @param onEnd ends its worker.
   */
  constructor(
    private readonly port: MessagePort,
    private readonly onEnd: () => void,
  ) {
    port.onmessage = ({ data }) => {
      if (isTold(data)) this.#hear(data);
      else this.failed('it sent what it never would');
    };
  }

  /** What the source says of itself, once it was run. */
  async defined(): Promise<Description> {
    return (await this.#next('defined', silenceMs)).description;
  }

  /** Gives it states to go on from, a block at a time. An empty block is the last: it resolves when all are there. */
  async load(states: ArrayBuffer, last: boolean): Promise<void> {
    this.#ask({ ask: 'load', states }, [states]);
    if (last) await this.#next('loaded', loadMs);
  }

  /** Gives it a block of events. What comes of them is to be had from {@link ran}. */
  run(run: Run): void {
    this.#ask({ ask: 'run', ...run }, [run.events]);
  }

  /** What came of events that it was given, in their order, as much as there is. */
  ran(withinMs: number): Promise<Ran> {
    return this.#next('ran', withinMs);
  }

  /** Runs one event from given states. Its own states are lost. */
  async step(event: ArrayBuffer, states: SavedStates): Promise<Outcome> {
    this.#ask({ ask: 'step', event, states }, [event]);
    return (await this.#next('stepped', silenceMs)).outcome;
  }

  /** Runs events from no state. Its own states are lost. */
  async preview(events: ArrayBuffer): Promise<Preview> {
    this.#ask({ ask: 'preview', events }, [events]);
    return (await this.#next('previewed', silenceMs)).preview;
  }

  /** Its worker failed, or the frame with it. */
  failed(message: string): void {
    this.#fail(new SandboxFailed(message));
  }

  /** Ends it. */
  end(): void {
    this.#fail(new SandboxFailed('it was ended'));
  }

  #ask(asked: Asked, transferred: Transferable[]): void {
    this.port.postMessage(asked, transferred);
  }

  /** Waits for what it tells next. Rejects when that is something else, or does not come in time. */
  #next<T extends Told['told']>(told: T, withinMs: number): Promise<Told & { told: T }> {
    return new Promise((resolve, reject) => {
      if (this.#error) {
        reject(this.#error);
        return;
      }
      this.#waiting = { told, resolve: resolve as Waiting['resolve'], reject };
      this.#timer = setTimeout(() => this.#beSure(withinMs), withinMs);
      this.#answer();
    });
  }

  /** Whoever waited was busy, perhaps, and the answer is there by now: it comes before a message to oneself. */
  #beSure(withinMs: number): void {
    const { port1, port2 } = new MessageChannel();
    const waiting = this.#waiting;
    port1.onmessage = () => {
      port1.close();
      const message = `It did not answer for ${withinMs / 1_000} seconds`;
      if (waiting && waiting === this.#waiting) this.#fail(new Silent(message));
    };
    port2.postMessage(null);
  }

  #hear(told: Told): void {
    this.#heard.push(told);
    this.#answer();
  }

  #answer(): void {
    const waiting = this.#waiting;
    if (!waiting) return;
    const told = this.#heard.shift();
    if (!told) return;
    clearTimeout(this.#timer);
    this.#waiting = null;
    if (told.told === waiting.told) waiting.resolve(told);
    else this.failed(`it told “${told.told}”, want “${waiting.told}”`);
  }

  #fail(error: Error): void {
    if (this.#error) return;
    this.#error = error;
    clearTimeout(this.#timer);
    this.#waiting?.reject(error);
    this.#waiting = null;
    this.#heard = [];
    this.port.close();
    this.onEnd();
  }
}
