import type { FrameAsked, FrameTold } from '../../definition/frame/messages';
import type { Version } from '../../definition/sandbox/outcome';
import { Sandbox, type SandboxEnd } from './sandbox';

/** How long the page may take to put a frame up, in milliseconds. It may be busy, or its tab asleep. */
const frameMs = 10_000;
/** How long a frame may take to end a worker. One that takes longer hangs or is gone, and all of its workers with it. */
const endMs = 1_000;

/** Asks the page for a frame that runs own projections, and hands it the port. */
export type AskForFrame = (control: MessagePort) => void;

/** Why no projection can be run: a sentence. */
export class NoFrame extends Error {}

/** The frame in which own projections run, each in a worker of its own. It is put up when it is first needed. */
export class FrameControl {
  #frame: Promise<MessagePort> | null = null;
  #lastKey = 0;
  #ends = new Map<number, SandboxEnd>();
  #ended = new Map<number, () => void>();

  constructor(private readonly askForFrame: AskForFrame) {}

  /** Starts a sandbox for a source. Rejects with {@link NoFrame} where the browser has no frame for it. */
  async open(source: string, engine: Version): Promise<Sandbox> {
    const frame = await this.#there();
    const key = ++this.#lastKey;
    const { port1, port2 } = new MessageChannel();
    const sandbox = new Sandbox(port1, () => this.#end(key));
    this.#ends.set(key, (message) => sandbox.failed(message));
    ask(frame, { ask: 'start', key, source, engine }, [port2]);
    return sandbox;
  }

  #there(): Promise<MessagePort> {
    this.#frame ??= this.#putUp().catch((error) => {
      this.#frame = null;
      throw error;
    });
    return this.#frame;
  }

  #putUp(): Promise<MessagePort> {
    const { port1, port2 } = new MessageChannel();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        port1.close();
        reject(new NoFrame('The browser did not put up the frame in which own projections run'));
      }, frameMs);
      port1.onmessage = ({ data }: MessageEvent<FrameTold>) => {
        clearTimeout(timer);
        this.#hear(data);
        if (data.told === 'here') resolve(port1);
      };
      this.askForFrame(port2);
    });
  }

  #hear(told: FrameTold): void {
    if (told.told === 'failed') this.#ends.get(told.key)?.(told.message);
    else if (told.told === 'ended') this.#ended.get(told.key)?.();
  }

  #end(key: number): void {
    this.#ends.delete(key);
    const frame = this.#frame;
    if (!frame) return;
    const timer = setTimeout(() => this.#lost(frame), endMs);
    this.#ended.set(key, () => {
      clearTimeout(timer);
      this.#ended.delete(key);
    });
    frame.then(
      (port) => ask(port, { ask: 'end', key }),
      () => clearTimeout(timer),
    );
  }

  /** The frame does not answer: another one takes its place, and all that ran in it has failed. */
  #lost(frame: Promise<MessagePort>): void {
    if (this.#frame !== frame) return;
    this.#frame = null;
    this.#ended.clear();
    const ends = [...this.#ends.values()];
    this.#ends.clear();
    for (const end of ends) end('its frame does not answer');
  }
}

function ask(frame: MessagePort, asked: FrameAsked, transferred: Transferable[] = []): void {
  frame.postMessage(asked, transferred);
}
