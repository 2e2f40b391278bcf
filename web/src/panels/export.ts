import { engine } from '../state/log';
import { say } from '../state/status';
import { showBytes, showDuration } from '../text/show';

/** Hands the whole log over as a file. */
export async function exportLog(): Promise<void> {
  const began = performance.now();
  try {
    const log = await engine.export();
    save(log, `hindsight-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.ndjson`);
    say(`Exported ${showBytes(log.size)} of NDJSON; ${showDuration(performance.now() - began)}`);
  } catch (error) {
    say(`The export failed: ${(error as Error).message}`);
  }
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference to the file once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
