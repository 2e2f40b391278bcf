import type { Program } from './program';
import { inSteps } from './steps';

/** A checkpoint is begun only when the log has not changed for so long, in milliseconds. */
const restMs = 1_000;
/**
 * After each step the worker is left to questions for so many times as long as the step took. So a question waits for
 * one step at most, however slow the disk is.
 */
const restShare = 4;
/** With so few events since the last checkpoint, another one would save no time that anybody notices. */
const fewEvents = 5_000;

/**
 * Keeps the projections' tables beside the log whenever it rests, so that they need not be made again
 * when it is opened. Where that fails they are made again; the log does not depend on it.
 */
export class Checkpoints {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running = false;
  /** Whether the log changed while a checkpoint was written: that one lacks the change. */
  #changed = false;
  /** Whether own projections have folded events since the last checkpoint. */
  #folded = false;

  constructor(private readonly program: Program) {}

  /** Own projections have folded what they had not: that is worth a checkpoint, too. */
  folded(): void {
    this.#folded = true;
    this.changed();
  }

  /** The log changed: a checkpoint is due once it rests. */
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
    this.#folded = false;
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
    const reply = this.program.call('ask', '[{"ask":"stats"}]');
    if (!(reply instanceof Uint8Array)) return false;
    const { answers } = JSON.parse(new TextDecoder().decode(reply)) as {
      answers: { file: FileState | null }[];
    };
    const file = answers[0]?.file ?? null;
    if (file === null || file.refusal !== '') return false;
    return file.events - file.checkpoint > fewEvents || (this.#folded && file.events > fewEvents);
  }
}

/** What the Go program says of the files. */
interface FileState {
  events: number;
  refusal: string;
  /** How many events the saved tables are of. */
  checkpoint: number;
}
