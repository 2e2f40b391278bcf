import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { clearLog, loadSample } from '../state/act';
import { closeDialog } from '../state/dialog';
import { lastPosition } from '../state/engine';
import { generateHistory, job } from '../state/job';
import { say } from '../state/status';
import { newWorkspace, storage, workspacesError } from '../state/workspaces';
import { plural, showCount } from '../text/show';
import { Dialog } from '../widgets/dialog';
import { TextField } from '../widgets/field';

const sizes = [1_000, 100_000, 1_000_000];
/** The largest seed, 2^32 - 1. */
const mostSeed = 4_294_967_295;

/** Asks how long a history, and of which seed. */
export function GenerateDialog() {
  const seed = useSignal('1');
  const valid = /^\d{1,10}$/.test(seed.value) && Number(seed.value) <= mostSeed;
  const generate = (events: number) => {
    if (!valid) return;
    closeDialog();
    generateHistory(events, Number(seed.value));
  };
  return (
    <Dialog title="Generate a history" onClose={closeDialog}>
      <p>A shop’s history, appended to the log. The same seed gives the same events.</p>
      <TextField
        label="Seed"
        value={seed.value}
        inputMode="numeric"
        hint={`a whole number from 0 to ${showCount(mostSeed)}`}
        error={valid ? undefined : `This must be a whole number from 0 to ${showCount(mostSeed)}.`}
        onValue={(value) => {
          seed.value = value;
        }}
      />
      <div class="form-foot">
        {sizes.map((size) => (
          <button key={size} type="button" aria-disabled={!valid} onClick={() => generate(size)}>
            {showCount(size)} events
          </button>
        ))}
      </div>
    </Dialog>
  );
}

/** Asks before the log is emptied. */
export function ClearDialog() {
  return (
    <EmptyingDialog
      title="Clear the log"
      confirm="Clear the log"
      after={async () => {}}
      done="The log is empty"
    />
  );
}

/** Asks before the log is replaced by the sample shop. */
export function SampleDialog() {
  return (
    <EmptyingDialog
      title="Load the sample shop"
      confirm="Replace by the sample shop"
      after={loadSample}
      done="The sample shop is loaded"
      instead={storage.value?.kind === 'file' ? <InNewWorkspace /> : null}
    />
  );
}

/** Leaves the log as it is. */
function InNewWorkspace() {
  const make = async () => {
    closeDialog();
    if (!(await newWorkspace('Sample shop', true))) say(workspacesError.value);
  };
  return (
    <button type="button" onClick={make}>
      In a new workspace
    </button>
  );
}

/** Asks before the log is emptied and the last work is done again on its own. */
export function AloneDialog() {
  const again = job.value?.again;
  return (
    <EmptyingDialog
      title="Clear the log and take these alone"
      confirm="Clear, and do it again"
      after={async () => {
        again?.();
      }}
      done="The log is empty"
    />
  );
}

function EmptyingDialog({
  title,
  confirm,
  after,
  done,
  instead = null,
}: {
  title: string;
  confirm: string;
  after(): Promise<void>;
  done: string;
  /** What can be done in place of it. */
  instead?: ComponentChildren;
}) {
  const empty = async () => {
    closeDialog();
    try {
      await clearLog();
      await after();
      say(done);
    } catch (error) {
      say(`${title}: ${(error as Error).message}`);
    }
  };
  return (
    <Dialog title={title} onClose={closeDialog}>
      <p>
        {lastPosition.value === 0
          ? 'The log is empty already.'
          : `This forgets ${plural(lastPosition.value, 'event')}, for good. Export them first if you want them back.`}
      </p>
      <div class="form-foot">
        <button type="button" class="quiet" onClick={closeDialog}>
          Cancel
        </button>
        {instead}
        <button type="button" class="primary" onClick={empty}>
          {confirm}
        </button>
      </div>
    </Dialog>
  );
}
