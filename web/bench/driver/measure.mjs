// All works at one number of events.

import { measureAppends, measureHistograms } from './appending.mjs';
import { Asking } from './asking.mjs';
import { measureEarlyStates, measureImports, measureMemory } from './importing.mjs';
import { Record } from './record.mjs';
import {
  measureDrags,
  measurePayments,
  measureReopening,
  measureSteps,
  showAll,
} from './using.mjs';

/**
 * @typedef {import('./logs.mjs').Log} Log
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./results.mjs').Results} Results
 *
 * @typedef {object} Plan
 * @property {Participant[]} participants Hindsight the first.
 * @property {Participant[]} companions Hindsight once more, for a small log.
 * @property {Log} log
 * @property {Log | null} late The same with late events; `null` when that is not measured.
 * @property {Log | null} small What the companions are given; `null` when the log is no longer than that.
 * @property {number} rounds
 * @property {boolean} brief Whether only what has a budget is measured.
 */

/** Late events are about order, not about speed: fewer imports will do. */
const lateRounds = 2;

/**
 * @param {Plan} plan
 * @param {Results} results
 * @param {(what: string) => void} say
 */
export async function measure({ participants, companions, rounds, brief, ...logs }, results, say) {
  const [first] = participants;
  if (!first) throw new Error('Hindsight is missing');
  const hindsight = first;
  try {
    if (logs.late) await measureLate(logs.late);
    const record = new Record(results, logs.log, say);
    const loaded = await measureImports('import', participants, rounds, record, (participant) =>
      measureEarlyStates(participant, record),
    );
    if (!loaded.includes(hindsight)) return;
    const products = loaded.filter(({ product }) => product);
    const asking = new Asking(hindsight, record);
    for (const product of products) {
      await product.bench((bench) => bench.rested(), null);
      await showAll(product);
    }
    await measureMemory(loaded, record);
    for (const work of ['range', 'state', 'stream']) await asking.ask(loaded, work, rounds);
    await asking.ask(products, 'stats', rounds);
    if (!brief) await measureOthers(asking, loaded);
    await measureDrags(products, rounds, record);
    await measureSteps(products, rounds, record);
    await measurePayments(products, rounds, record);
    const small = logs.small ? await open(companions, logs.small) : [];
    const smallTime = logs.small?.parts.at(-1)?.lastTime ?? '';
    await measureAppends(loaded, small, smallTime, rounds, record);
    await measureHistograms(products, rounds, record);
    await measureReopening(products, rounds, record);
  } finally {
    for (const participant of [...participants, ...companions]) await participant.close();
  }

  /** @param {Log} late */
  async function measureLate(late) {
    const record = new Record(results, late, say);
    const loaded = await measureImports(
      'import late',
      participants,
      Math.min(rounds, lateRounds),
      record,
    );
    if (loaded.includes(hindsight)) {
      await new Asking(hindsight, record).ask(loaded, 'range', rounds, 'range late');
    }
    for (const participant of participants) await participant.close();
  }

  /**
   * @param {Asking} asking
   * @param {Participant[]} loaded
   */
  async function measureOthers(asking, loaded) {
    for (const work of ['filter', 'text']) await asking.ask(loaded, work, rounds);
    const comparing = loaded.filter(({ product, facts }) => product || facts.name === 'plain');
    await asking.ask(comparing, 'diff', rounds);
    await asking.ask(
      loaded.filter(({ product }) => product),
      'lineage',
      rounds,
    );
  }

  /**
   * @param {Participant[]} companions
   * @param {Log} small
   */
  async function open(companions, small) {
    for (const companion of companions) {
      await companion.load(small);
      await companion.bench((bench) => bench.rested(), null);
      await showAll(companion);
    }
    return companions;
  }
}
