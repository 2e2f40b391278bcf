import type { Program } from './program';
import { isError, type Reply, type Step } from './protocol';

/**
 * Has the Go program do a job, step by step, so that whatever else it is asked meanwhile is answered in between.
 *
 * @param request what `start` takes.
 * @param onStep told what each step came to; the next one waits for it. `false` ends the job.
 * @param next reads what the next step is given. Where it rejects, the job ends, too.
 * @returns what came of it, or of the steps that were done: its bytes, nothing, or an error.
 */
export async function inSteps(
  program: Program,
  request: object,
  onStep: (step: Step) => unknown,
  next?: () => Promise<Uint8Array<ArrayBuffer>>,
): Promise<Reply> {
  const job = program.call('start', request);
  if (isError(job)) return job;
  for (;;) {
    let bytes: Uint8Array<ArrayBuffer> | undefined;
    try {
      bytes = await next?.();
    } catch (error) {
      program.call('stop', job);
      return unreadable(error);
    }
    const reply = program.call('step', job, bytes);
    if (isError(reply)) return reply;
    const step = reply as unknown as Step;
    const goOn = await onStep(step);
    if (step.over) return step.bytes ?? {};
    if (goOn === false) return program.call('stop', job);
  }
}

function unreadable(error: unknown): Reply {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    error: { code: 'unreadable', message: `The file can’t be read: ${reason}`, details: '' },
  };
}

declare const scheduler:
  | { postTask(task: () => void, options: { priority: 'background' }): Promise<void> }
  | undefined;

/** Lets waiting questions be answered before the next step. */
export function breathe(): Promise<void> {
  // Not every browser has it. A message to oneself waits as well, but goes through other threads on its way.
  if (typeof scheduler === 'object')
    return scheduler.postTask(() => {}, { priority: 'background' });
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => resolve(port1.close());
    port2.postMessage(null);
  });
}
