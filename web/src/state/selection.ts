import { signal } from '@preact/signals';
import { answerTo, asking } from './answer';
import { addNoticeOf } from './notices';
import { playhead, whole } from './scale';
import { axis, bringIntoView } from './timeline';
import { selected } from './view';

/** Counts up whenever the list is to scroll back to the selected event. */
export const sought = signal(0);

/** Brings the selected event into view again, in the list and on the timeline; without one, the viewed moment. */
export async function bringSelectionIntoView(): Promise<void> {
  sought.value++;
  const position = selected.peek();
  if (position === null) return bringIntoView(whole.peek(), playhead.peek());
  try {
    const at = { position };
    const { time } = await answerTo(asking([{ ask: 'moment', at }], (moment) => moment));
    bringIntoView(whole.peek(), axis.peek() === 'position' ? position : Date.parse(time));
  } catch (error) {
    addNoticeOf(error as Error);
  }
}
