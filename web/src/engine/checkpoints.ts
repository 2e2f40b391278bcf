import type { Program } from './program';
import { inSteps } from './steps';

/** Nothing is written while one works: the log has to have rested so long, in milliseconds. */
const restMs = 1_000;
/**
 * Behind each step, questions have the worker for so many times as long as the step took: one that comes meanwhile
 * waits for one step at most, however slow the disk is.
 */
const restShare = 4;
/** Events that are folded again in no time. */
const fewEvents = 5_000;

/**
 * Keeps the projections' tables beside the log whenever it rests, so that they need not be made again
 * when it is opened. Where that fails they are made again; the log does not depend on it.
 */
export class Checkpoints {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  /** Whether the log changed while a checkpoint was written, which that one does not have. */
  #changed = false;

  constructor(private readonly program: Program) {}

  /** The log is another one. */
  changed(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#keep(), restMs);
  }

  async #keep(): Promise<void> {
    if (this.#running) {
      this.#changed = true;
      return;
    }
    if (!this.#isDue()) return;
    this.#running = true;
    let begun = performance.now();
    await inSteps(this.program, { kind: 'checkpoint' }, async () => {
      const rest = restShare * (performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, rest));
      begun = performance.now();
    });
    this.#running = false;
    if (this.#changed) this.changed();
    this.#changed = false;
  }

  #isDue(): boolean {
    const reply = this.program.call('ask', { questions: '[{"ask":"stats"}]' });
    if (!(reply instanceof Uint8Array)) return false;
    const { answers } = JSON.parse(new TextDecoder().decode(reply)) as {
      answers: { file: Kept | null }[];
    };
    const kept = answers[0]?.file ?? null;
    return kept !== null && kept.refusal === '' && kept.events - kept.checkpoint > fewEvents;
  }
}

/** What the Go program says of the files. */
interface Kept {
  events: number;
  refusal: string;
  /** Of how many events the tables are kept. */
  checkpoint: number;
}
