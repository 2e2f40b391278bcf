// What build.mjs puts into the bundles, and where.

/** The Go program's address, in the worker's bundle; relative to the worker's own. */
declare const __WASM_URL__: string;

/** The worker's address, in the page's bundle; relative to the page and to its script alike. */
declare const __WORKER_URL__: string;

/** The address of the page in which own projections run, likewise. */
declare const __SANDBOX_URL__: string;

/** The shared worker's address, likewise. */
declare const __BROKER_URL__: string;

/** The script that comes ahead of each own projection's source, in the bundle of the sandbox's page. */
declare const __SANDBOX_SCRIPT__: string;

/**
 * The Go toolchain's own runtime for JavaScript (wasm_exec.js, from the toolchain that compiled the
 * program). Import it for its side effect: it sets `globalThis.Go`.
 */
declare module 'virtual:wasm_exec' {}

/** One run of a Go program compiled for js/wasm: what `virtual:wasm_exec` defines. */
declare class Go {
  argv: string[];
  env: Record<string, string>;
  /** Called with the exit code when the program ends. */
  exit: (code: number) => void;
  /** Whether the program has ended: its functions must not be called any more. */
  readonly exited: boolean;
  /** What the module imports: hand it to `WebAssembly.instantiate`. */
  readonly importObject: WebAssembly.Imports;
  /** Starts the program; resolves when it ends. An instance can be run once. */
  run(instance: WebAssembly.Instance): Promise<void>;
}
