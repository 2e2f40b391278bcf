import * as Comlink from 'comlink';
import type { Reply } from './protocol';

/** A buffer that is larger than this is not kept: one long answer must not take its memory for good. */
const mostKept = 1 << 20;

/** So many are kept: as many questions are asked beside each other by a page that draws, and by scripts that use `Promise.all`. */
const mostSpare = 4;

/**
 * The buffers that answers come in. One goes back to the engine with each question: to make one for each answer, and
 * to throw it away on the other side, takes several times as long as to fill it and to send it.
 */
export class Room {
  readonly #spare: ArrayBuffer[] = [];

  /** A buffer, to be sent along; `undefined` where none is here, as the first time, or while other questions have them. */
  take(): ArrayBuffer | undefined {
    const spare = this.#spare.pop();
    return spare && Comlink.transfer(spare, [spare]);
  }

  /** Takes the buffer of an answer that was read: nobody may look at it any more. */
  give(reply: Reply): void {
    if (!(reply instanceof Uint8Array) || reply.buffer.byteLength > mostKept) return;
    if (this.#spare.length < mostSpare) this.#spare.push(reply.buffer);
  }
}
