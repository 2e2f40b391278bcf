// Sets down what is measured with one log, whoever does it.

import { works } from './works.mjs';

/**
 * @typedef {import('./logs.mjs').Log} Log
 * @typedef {import('./logs.mjs').Part} Part
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./results.mjs').Results} Results
 */

export class Record {
  /**
   * @param {Results} results
   * @param {Log} log
   * @param {(what: string) => void} say
   */
  constructor(results, log, say) {
    this.results = results;
    this.log = log;
    this.say = say;
    this.events = log.parts.at(-1)?.events ?? 0;
  }

  /**
   * @param {string} work
   * @param {Participant} participant
   * @param {number[]} samples
   */
  add(work, participant, samples) {
    const { events } = participant.part(this.log);
    const note =
      events === this.events ? {} : { note: `of ${events.toLocaleString('en')} events only` };
    this.results.add({ ...this.#row(work, participant), ...note }, samples);
  }

  /**
   * Runs what may fail, which is set down then.
   *
   * @param {string} work
   * @param {Participant} participant
   * @param {() => Promise<void>} run
   * @returns whether it did not fail
   */
  async attempt(work, participant, run) {
    try {
      await run();
      return true;
    } catch (error) {
      this.results.fail(this.#row(work, participant), error);
      return false;
    }
  }

  /**
   * Has all who are given do something, in turns. Who fails is left out from then on.
   *
   * @param {string} work
   * @param {Participant[]} participants
   * @param {number} rounds
   * @param {(participant: Participant, round: number) => Promise<void>} run
   * @returns {Promise<Participant[]>} who did not fail
   */
  async inTurns(work, participants, rounds, run) {
    let lasting = participants;
    for (let round = 0; round < rounds; round++) {
      lasting = await this.oneRound(work, lasting, round, (participant) => run(participant, round));
    }
    return lasting;
  }

  /**
   * One of those rounds: each begins with another participant.
   *
   * @param {string} work
   * @param {Participant[]} participants
   * @param {number} round from 0
   * @param {(participant: Participant) => Promise<void>} run
   * @returns {Promise<Participant[]>} who did not fail, in the order in which they were given
   */
  async oneRound(work, participants, round, run) {
    const turns = [...participants];
    turns.push(...turns.splice(0, round % Math.max(1, turns.length)));
    const failed = new Set();
    for (const participant of turns) {
      this.say(`${work}, ${participant.facts.title}, round ${round + 1}`);
      if (!(await this.attempt(work, participant, () => run(participant)))) failed.add(participant);
    }
    return participants.filter((participant) => !failed.has(participant));
  }

  /**
   * @param {string} work
   * @param {Participant} participant
   */
  #row(work, { facts }) {
    return { events: this.events, work, peer: facts.name, unit: works[work]?.unit ?? '' };
  }
}
