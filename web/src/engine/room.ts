import * as Comlink from 'comlink';
import type { Reply } from './protocol';

/** A buffer that is larger than this is not kept: one long answer must not take its memory for good. */
const mostKept = 1 << 20;

/**
 * The buffer that answers come in. It goes back to the engine with the next question: to make one for each answer, and
 * to throw it away on the other side, takes several times as long as to fill it and to send it.
 */
export class Room {
  #spare: ArrayBuffer | null = null;

  /** The buffer, to be sent along; `undefined` where none is here, as the first time, or while another question has it. */
  take(): ArrayBuffer | undefined {
    const spare = this.#spare;
    this.#spare = null;
    return spare ? Comlink.transfer(spare, [spare]) : undefined;
  }

  /** Takes the buffer of an answer that was read: nobody may look at it any more. */
  give(reply: Reply): void {
    if (!(reply instanceof Uint8Array) || reply.buffer.byteLength > mostKept) return;
    if (reply.buffer.byteLength > (this.#spare?.byteLength ?? 0)) this.#spare = reply.buffer;
  }
}
