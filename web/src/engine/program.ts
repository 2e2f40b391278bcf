import 'virtual:wasm_exec';
import type { EngineFunction, EngineTable, Reply } from './protocol';

declare global {
  /** Set before the Go program runs; it calls it when its functions can be called. */
  var hindsightReady: (() => void) | undefined;
  /** Set by the Go program. */
  var hindsightEngine: EngineTable | undefined;
}

/** One run of the Go program. Once it has ended, only a new worker can start another. */
export class Program {
  #memory: WebAssembly.Memory | undefined;
  #ended = '';
  #onEnded: (reason: string) => void = () => {};

  /**
   * Loads and starts it.
   *
   * @param onEnded called once, when the program ends after it had started.
   * @returns `''`, or why it could not be started.
   */
  async start(onEnded: (reason: string) => void): Promise<string> {
    try {
      await this.#run(await compiled(new URL(__WASM_URL__, import.meta.url)));
      this.#onEnded = onEnded;
      return this.#ended;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }

  /** Calls one of its functions. A trap or an exit while it runs ends the program. */
  call(name: EngineFunction, request: object | string, given?: object): Reply {
    const answer = globalThis.hindsightEngine?.[name];
    if (this.#ended) return errorReply(this.#ended);
    if (!answer) return errorReply(`it has no function “${name}”`);
    try {
      return answer(request, given);
    } catch (error) {
      this.#end(error instanceof Error ? error.message : String(error));
      return errorReply(this.#ended);
    }
  }

  /** Bytes of its linear memory, which never shrinks. */
  memoryBytes(): number {
    return this.memory().byteLength;
  }

  /** Its linear memory as it is now: another buffer whenever it has grown. */
  memory(): ArrayBuffer {
    return this.#memory?.buffer ?? new ArrayBuffer(0);
  }

  /** Resolves when its functions can be called. */
  async #run(module: WebAssembly.Module): Promise<void> {
    const go = new Go();
    const instance = await WebAssembly.instantiate(module, go.importObject);
    const { mem } = instance.exports;
    this.#memory = mem as WebAssembly.Memory;
    let exitCode = 0;
    go.exit = (code) => {
      exitCode = code;
    };
    await new Promise<void>((resolve) => {
      globalThis.hindsightReady = resolve;
      go.run(instance).then(
        () => resolve(this.#end(`its program ended with code ${exitCode}`)),
        (error) => resolve(this.#end(String(error))),
      );
    });
  }

  #end(reason: string): void {
    if (this.#ended) return;
    this.#ended = reason;
    this.#onEnded(reason);
  }
}

function errorReply(reason: string): Reply {
  const message = `The engine stopped: ${reason}`;
  return { error: { code: 'engine_stopped', message, details: JSON.stringify({ reason }) } };
}

/** Compiles while it loads, where the host says that the file is what it is. */
async function compiled(url: URL): Promise<WebAssembly.Module> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url.pathname} answered ${response.status}`);
  const type = response.headers.get('content-type') ?? '';
  return type.split(';')[0]?.trim() === 'application/wasm'
    ? WebAssembly.compileStreaming(response)
    : WebAssembly.compile(await response.arrayBuffer());
}
