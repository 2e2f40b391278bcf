/** Some events of the log, from which is told what those like them have: asked for while a projection is written. */

import { computed, signal } from '@preact/signals';
import type { LogMembers } from '../definition/form/log-members';
import type { DataMember, Known } from '../editor/known';
import type { Event } from '../protocol/questions.gen';
import { answerTo, asking, standing } from './answer';
import { stats } from './engine';
import { streamsAbout } from './streams';
import { writing } from './writing';

/** The first events show how things begin, the newest what has come since. */
const oldest = 1_000;
const newest = 200;
/** Of a type, so many events show which members it has. */
const ofType = 100;
/** Types that completion names. */
const mostTypes = 1_000;

/** The sample, in the order of the log; `null` until it is there. */
export const sample = signal<readonly Event[] | null>(null);

/** The code that a form is made with: it is loaded when one is. */
export type FormCode = typeof import('../definition/form/writer');

/** That code; `null` until it was loaded. */
export const formCode = signal<FormCode | null>(null);

/** What is known of the log; `null` until it is. */
export const logMembers = computed<LogMembers | null>(() =>
  sample.value && formCode.value ? formCode.value.membersOfLog(sample.value) : null,
);

/** Asks for the sample while something is written. */
export function followSample(): void {
  const answer = standing(() => {
    if (!writing.value) return null;
    return asking(
      [
        { ask: 'events', limit: oldest },
        { ask: 'events', order: 'desc', limit: newest },
      ],
      (first, last) => {
        const reached = first.events.at(-1)?.position ?? 0;
        const more = last.events.filter(({ position }) => position > reached);
        return [...first.events, ...more.reverse()];
      },
    );
  }, 'later');
  answer.subscribe(({ value }) => {
    sample.value = value;
  });
}

/** Loads the code of forms. Rejects where it can't be had. */
export async function loadFormCode(): Promise<void> {
  formCode.value ??= await import('../definition/form/writer');
}

/** What the editor completes from. */
export function knownOfLog(membersIn: (samples: readonly unknown[]) => DataMember[]): Known {
  const types = (stats.peek()?.types ?? []).slice(0, mostTypes).map(({ name }) => name);
  return {
    types,
    categories: categoriesIn(sample.peek() ?? []),
    streamsLike: async (typed) =>
      (await answerTo(streamsAbout(typed), 'later')).map(({ name }) => name),
    membersOf: async (type) => {
      const page = await answerTo(
        asking([{ ask: 'events', types: [type], order: 'desc', limit: ofType }], (page) => page),
        'later',
      );
      return membersIn(page.events.map(({ dataText }) => JSON.parse(dataText)));
    },
  };
}

/** What stands before the first hyphen of a stream's name. */
function categoriesIn(events: readonly Event[]): string[] {
  const all = events.map(({ stream }) => stream.split('-', 1)[0] ?? '');
  return [...new Set(all)].filter((category) => category !== '');
}
