import { exported } from '../state/act';
import { say } from '../state/status';
import { asked, unfiltered } from '../state/view';
import { showBytes, showDuration } from '../text/show';

/** Hands the events that match the filter over as a file; without a filter, the whole log. */
export async function exportLog(): Promise<void> {
  const began = performance.now();
  const whole = unfiltered.peek();
  const which = whole ? '' : ' of the events that match the filters';
  try {
    const log = await exported(asked.peek(), whole);
    save(log, `hindsight-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.ndjson`);
    say(
      `Exported ${showBytes(log.size)} of NDJSON${which}; ${showDuration(performance.now() - began)}`,
    );
  } catch (error) {
    say(`The export failed: ${(error as Error).message}`);
  }
}

/** Hands a file over to the browser’s downloads. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The download has its own reference to the file once it has begun.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
