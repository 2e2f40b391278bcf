// Questions: all peers are asked the same ones, in turns, and have to give Hindsight's answers.

import { BrowserEnded } from './participant.mjs';
import { questionsOf, works } from './works.mjs';

/**
 * @typedef {import('./logs.mjs').Log} Log
 * @typedef {import('./logs.mjs').Part} Part
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./results.mjs').Results} Results
 * @typedef {import('../page/work').Work} Work
 */

/** Questions a round, of each work. */
const aRound = 100;
/** After so many milliseconds a peer's turn is over. */
const turnMs = 1000;
const warmUps = 20;
const warmUpMs = 2000;

export class Asking {
  /** Hindsight's digests by part, work and question. @type {Map<string, string>} */
  #right = new Map();

  /**
   * @param {Participant} hindsight
   * @param {Log} log
   * @param {Results} results
   */
  constructor(hindsight, log, results) {
    this.hindsight = hindsight;
    this.log = log;
    this.results = results;
  }

  /**
   * Asks all of one work.
   *
   * @param {Participant[]} participants Hindsight the first
   * @param {string} name of the work
   * @param {number} rounds
   * @param {string} row the name of the row, when it is another
   */
  async ask(participants, name, rounds, row = name) {
    const lasting = new Set(participants);
    for (let round = -1; round < rounds; round++) {
      const turns = [...lasting];
      turns.push(...turns.splice(0, Math.max(0, round) % turns.length));
      for (const participant of turns) {
        const events = this.log.parts.at(-1)?.events ?? 0;
        const peer = participant.facts.name;
        try {
          if (round < 0) await this.#warmUp(participant, name);
          else await this.#turn(participant, name, round, { events, work: row, peer });
        } catch (error) {
          if (!participant.browser.isConnected()) throw new BrowserEnded();
          this.results.fail({ events, work: row, peer, unit: 'ms' }, error);
          lasting.delete(participant);
        }
      }
    }
  }

  /**
   * @param {Participant} participant
   * @param {string} name
   */
  async #warmUp(participant, name) {
    const { work, questions } = this.#questions(participant.part(this.log), name);
    await participant.ask(work, questions.slice(-warmUps), warmUpMs);
  }

  /**
   * @param {Participant} participant
   * @param {string} name
   * @param {number} round
   * @param {{ events: number, work: string, peer: string }} row
   */
  async #turn(participant, name, round, row) {
    const part = participant.part(this.log);
    const { work, questions } = this.#questions(part, name);
    const first = (round * aRound) % (questions.length - warmUps);
    const asked = questions.slice(first, first + aRound);
    const timed = await participant.ask(work, asked, turnMs);
    await this.#check(participant, part, work, asked.slice(0, timed.length), timed);
    const unit = works[name]?.unit ?? 'ms';
    this.results.add(
      { ...row, unit, agrees: true, ...noteOf(part, row.events) },
      timed.map(({ ms }) => ms),
    );
  }

  /**
   * @param {Part} part
   * @param {string} name
   */
  #questions(part, name) {
    const found = questionsOf(part)[name];
    if (!found) throw new Error(`there are no questions of ${name}`);
    return found;
  }

  /**
   * @param {Participant} participant
   * @param {Part} part
   * @param {Work} work
   * @param {unknown[]} asked
   * @param {{ digest: string }[]} given
   */
  async #check(participant, part, work, asked, given) {
    /** @param {unknown} question */
    const keyOf = (question) => JSON.stringify([part.events, work, question]);
    /** @param {unknown[]} questions @param {{ digest: string }[]} digests */
    const keep = (questions, digests) => {
      for (const [i, { digest }] of digests.entries()) this.#right.set(keyOf(questions[i]), digest);
    };
    if (participant === this.hindsight) return keep(asked, given);
    const missing = asked.filter((question) => !this.#right.has(keyOf(question)));
    const whole = part === this.log.parts.at(-1);
    await this.hindsight.answerUntil(whole ? 0 : part.events);
    try {
      keep(missing, await this.hindsight.ask(work, missing, Number.POSITIVE_INFINITY));
      const wrong = asked.find(
        (question, i) => given[i]?.digest !== this.#right.get(keyOf(question)),
      );
      if (wrong !== undefined) throw await this.#difference(participant, work, wrong);
    } finally {
      await this.hindsight.answerUntil(0);
    }
  }

  /**
   * @param {Participant} participant
   * @param {Work} work
   * @param {unknown} question
   */
  async #difference(participant, work, question) {
    const theirs = await participant.answer(work, question);
    const ours = await this.hindsight.answer(work, question);
    let at = 0;
    while (at < ours.length && ours[at] === theirs[at]) at++;
    const from = Math.max(0, at - 40);
    const text = JSON.stringify(question);
    return new Error(
      `ANOTHER ANSWER to ${work} ${text}: …${theirs.slice(from, at + 40)}…, ` +
        `where Hindsight has …${ours.slice(from, at + 40)}…`,
    );
  }
}

/**
 * @param {Part} part
 * @param {number} events
 */
export function noteOf(part, events) {
  if (part.events === events) return {};
  return { note: `of ${part.events.toLocaleString('en')} events only` };
}
