import type { Preview } from '../../definition/sandbox/messages';
import type { PlainError } from '../errors';
import type { Program } from '../program';
import { isError, type Step } from '../protocol';
import type { Definition } from './definition';
import type { FrameControl } from './frame-control';
import { notRun, refused } from './refusal';
import type { Sandbox } from './sandbox';

/** What is worth knowing of a definition that can be run. */
export interface Note {
  code: string;
  message: string;
}

/** A source to try out. */
export interface PreviewRequest {
  source: string;
  engine: Definition['engine'];
  /** The stream whose events are run; `''` for all. */
  stream: string;
}

/** What came of trying it. */
export type Previewed = (Preview & { notes: Note[]; logs: string[] }) | { error: PlainError };

/** Events that a source is tried on. */
const previewedEvents = 1_000;

/** Tries sources out. Nothing is defined. */
export class Previewer {
  #previewing: Sandbox | null = null;

  constructor(
    private readonly program: Program,
    private readonly frame: FrameControl,
  ) {}

  /**
   * What a source makes of the first events of the log, or of one stream. The one before is given up: whoever types
   * wants the last.
   */
  async preview({ source, engine, stream }: PreviewRequest): Promise<Previewed> {
    this.#previewing?.end();
    const job = this.program.call('start', { kind: 'source', events: previewedEvents, stream });
    if (isError(job)) return job;
    const step = this.program.call('step', job) as unknown as Step & {
      bytes: Uint8Array<ArrayBuffer>;
    };
    let sandbox: Sandbox | null = null;
    try {
      sandbox = await this.frame.open(source, engine);
      this.#previewing = sandbox;
      const { errors, notes, logs } = await sandbox.defined();
      if (errors.length > 0) return refused(errors);
      return { ...(await sandbox.preview(step.bytes.buffer)), notes, logs };
    } catch (error) {
      return notRun(error as Error);
    } finally {
      sandbox?.end();
    }
  }
}
