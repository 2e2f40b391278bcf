// All works at one number of events.

import { measureAppends } from './appending.mjs';
import { Asking, noteOf } from './asking.mjs';
import { measureDragging } from './dragging.mjs';
import { BrowserEnded } from './participant.mjs';
import { works } from './works.mjs';

/**
 * @typedef {import('./logs.mjs').Log} Log
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./results.mjs').Results} Results
 */

/** Late events are about order, not about speed: fewer imports will do. */
const lateRounds = 2;

const megabyte = 1e6;

/**
 * @param {Participant[]} participants Hindsight the first
 * @param {{ inOrder: Log, late: Log }} logs
 * @param {number} rounds
 * @param {Results} results
 * @param {(what: string) => void} say
 */
export async function measure(participants, logs, rounds, results, say) {
  const [hindsight] = participants;
  if (!hindsight) throw new Error('Hindsight is missing');
  const events = logs.inOrder.parts.at(-1)?.events ?? 0;

  const late = await imports('import late', logs.late, Math.min(rounds, lateRounds));
  if (late.includes(hindsight)) {
    say('range late');
    await new Asking(hindsight, logs.late, results).ask(late, 'range', rounds, 'range late');
  }
  await Promise.all(participants.map((participant) => participant.close()));

  const loaded = await imports('import', logs.inOrder, rounds);
  if (!loaded.includes(hindsight)) throw new Error('Hindsight could not load the log');
  const asking = new Asking(hindsight, logs.inOrder, results);
  for (const work of ['range', 'state', 'stream', 'filter', 'text']) {
    say(work);
    await asking.ask(loaded, work, rounds);
  }
  say('diff and lineage');
  const comparing = loaded.filter(({ facts: { name } }) => ['hindsight', 'plain'].includes(name));
  await asking.ask(comparing, 'diff', rounds);
  await asking.ask([hindsight], 'lineage', rounds);
  for (const participant of loaded) {
    say(`dragging, ${participant.facts.title}`);
    await attempt('drag fps', participant, () =>
      measureDragging(participant, participant.part(logs.inOrder).events, (work, samples) =>
        add(work, participant, samples),
      ),
    );
  }
  say('appending');
  await measureAppends(loaded, logs.inOrder, (work, participant, samples) =>
    add(work, participant, samples),
  ).catch((error) => {
    if (!hindsight.browser.isConnected()) throw new BrowserEnded();
    fail('append', hindsight, error);
  });
  await Promise.all(participants.map((participant) => participant.close()));

  /**
   * Everyone imports in turns; the last time the pages stay open.
   *
   * @param {string} work
   * @param {Log} log
   * @param {number} rounds
   */
  async function imports(work, log, rounds) {
    const lasting = new Set(participants);
    for (let round = 0; round < rounds; round++) {
      for (const participant of [...lasting]) {
        say(`${work}, ${participant.facts.title}, ${round + 1} of ${rounds}`);
        const done = await attempt(work, participant, async () => {
          const { ms } = await participant.load(log);
          add(work, participant, [ms]);
          if (round < rounds - 1) await participant.close();
          else if (work === 'import') await remember(participant);
        });
        if (!done) lasting.delete(participant);
      }
    }
    return [...lasting];
  }

  /** @param {Participant} participant */
  async function remember(participant) {
    const { bytes, linear } = await participant.memory();
    if (bytes > 0) add('memory', participant, [bytes / megabyte]);
    if (linear > 0) add('linear', participant, [linear / megabyte]);
  }

  /**
   * @param {string} work
   * @param {Participant} participant
   * @param {number[]} samples
   */
  function add(work, participant, samples) {
    const unit = works[work]?.unit ?? '';
    const note = noteOf(participant.part(logs.inOrder), events);
    results.add({ events, work, peer: participant.facts.name, unit, ...note }, samples);
  }

  /**
   * @param {string} work
   * @param {Participant} participant
   * @param {() => Promise<void>} run
   */
  async function attempt(work, participant, run) {
    try {
      await run();
      return true;
    } catch (error) {
      if (!participant.browser.isConnected()) throw new BrowserEnded();
      fail(work, participant, error);
      return false;
    }
  }

  /**
   * @param {string} work
   * @param {Participant} participant
   * @param {unknown} error
   */
  function fail(work, participant, error) {
    const unit = works[work]?.unit ?? '';
    results.fail({ events, work, peer: participant.facts.name, unit }, error);
  }
}
