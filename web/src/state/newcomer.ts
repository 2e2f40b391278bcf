import { effect, signal, untracked } from '@preact/signals';
import { changeNumber } from './engine';
import { preference, setPreference } from './preferences';
import { filter, lineageOf, moment, selected } from './view';

const storedAs = 'hindsight-introduced';

/** Whether the introduction is shown. */
export const newcomer = signal(false);

let forgetWatch = () => {};

/** Shows the introduction, unless the user has ever done anything with the page. */
export function welcome(): void {
  if (preference(storedAs) === null) introduce();
}

/** Shows the introduction, until anything is done. */
export function introduce(): void {
  forgetWatch();
  const before = untracked(looks);
  newcomer.value = true;
  forgetWatch = effect(() => {
    if (looks().some((look, i) => look !== before[i])) untracked(endIntroduction);
  });
}

/** Puts the introduction away, for the next visits as well. */
export function endIntroduction(): void {
  setPreference(storedAs, 'yes');
  newcomer.value = false;
  forgetWatch();
}

/** The values that change when the user does anything. */
function looks(): unknown[] {
  return [moment.value, selected.value, lineageOf.value, filter.value, changeNumber.value];
}
