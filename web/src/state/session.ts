import { batch, effect, untracked } from '@preact/signals';
import type { Stats } from '../protocol/questions.gen';
import { showCount } from '../text/show';
import { showTime } from '../text/time';
import { asking, standing } from './answer';
import { stopComparing } from './diff';
import { at, engine, lastPosition, logNumber, stats } from './engine';
import { followCondition } from './find';
import { lookFor } from './findings';
import { followForm } from './form-draft';
import { followIdle } from './idle';
import { putJobAway } from './job';
import { followSample } from './log-sample';
import { addNoticeOf } from './notices';
import { dropped } from './own';
import { forgetTables } from './panes';
import { followPlaying } from './player';
import { playing } from './playing';
import { followRevisions } from './revisions';
import { followScale } from './scale';
import { followProjections } from './shown-projections';
import { say, status } from './status';
import { showWhole } from './timeline';
import { followTrying } from './trying';
import { startOver, viewed } from './view';
import { inThePast } from './viewed';
import { followStorage } from './workspaces';
import { stopWriting } from './writing';

/** A moment that was looked at for this long is worth telling. */
const settledMs = 600;

/** Keeps what is known of the log, and of the viewed moment, in step with the engine. */
export function follow(): void {
  announceMoment();
  effect(() => {
    if (logNumber.value === 0) return;
    // Only another log starts everything over, and nothing that is read on the way, as the panes are.
    untracked(() => {
      startOver();
      forgetTables();
      stopComparing();
      putJobAway();
      lookFor(null);
      showWhole();
      stopWriting();
      dropped.value = null;
    });
  });
  const held = standing(() => asking([{ ask: 'stats' }], (stats) => stats));
  const here = standing(() => asking([{ ask: 'moment', ...viewed.value }], (moment) => moment));
  effect(() => {
    const { value, error } = held.value;
    if (error) untracked(() => addNoticeOf(error));
    if (value) takeStats(value);
  });
  effect(() => {
    const { value, error } = here.value;
    if (error) untracked(() => addNoticeOf(error));
    if (value) at.value = value;
  });
  followCondition();
  followIdle();
  followScale();
  followPlaying();
  followStorage();
  followProjections();
  followSample();
  followForm();
  followRevisions();
  followTrying();
}

function takeStats(next: Stats): void {
  batch(() => {
    stats.value = next;
    lastPosition.value = next.events;
  });
}

/** Says which moment is viewed, once it rests: a screen reader should not read every step. */
function announceMoment(): void {
  /** The position that was said, or is about to be; `null` is the latest, `undefined` none. */
  let told: number | null | undefined = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  effect(() => {
    const here = inThePast.value ? at.value.position : null;
    // Appends don't change a past moment: announce nothing.
    if (here === told && !playing.value) return;
    clearTimeout(timer);
    // While the log plays, moments change too fast to be read out.
    told = playing.value ? undefined : here;
    if (playing.value) return;
    const said = status.peek();
    timer = setTimeout(() => {
      // Something else was said meanwhile, which matters more.
      if (status.peek() !== said) return;
      const { position, time } = at.peek();
      const last = showCount(lastPosition.peek());
      say(
        here === null
          ? 'Back at the latest'
          : `Viewing position ${showCount(position)} of ${last}, ${showTime(time)}`,
      );
    }, settledMs);
  });
}

/** Opens the page on something to look at. Rejects when there is no engine, which the page says. */
export async function openSample(): Promise<void> {
  await engine.ready;
  try {
    await engine.fill();
  } catch (error) {
    addNoticeOf(error as Error);
  }
}
