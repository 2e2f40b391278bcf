// Questions: all peers are asked the same ones, in turns, and have to give Hindsight's answers.

import { questionsOf } from './works.mjs';

/**
 * @typedef {import('./logs.mjs').Part} Part
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./record.mjs').Record} Record
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
   * @param {Record} record
   */
  constructor(hindsight, record) {
    this.hindsight = hindsight;
    this.record = record;
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
    const warm = await this.record.inTurns(row, participants, 1, (participant) =>
      this.#warmUp(participant, name),
    );
    await this.record.inTurns(row, warm, rounds, (participant, round) =>
      this.#turn(participant, name, round, row),
    );
  }

  /**
   * @param {Participant} participant
   * @param {string} name
   */
  async #warmUp(participant, name) {
    const { work, questions } = this.#questions(participant.part(this.record.log), name);
    await participant.ask(work, questions.slice(-warmUps), warmUpMs);
  }

  /**
   * @param {Participant} participant
   * @param {string} name
   * @param {number} round
   * @param {string} row
   */
  async #turn(participant, name, round, row) {
    const part = participant.part(this.record.log);
    const { work, questions } = this.#questions(part, name);
    const first = (round * aRound) % (questions.length - warmUps);
    const asked = questions.slice(first, first + aRound);
    const timed = await participant.ask(work, asked, turnMs);
    await this.#check(participant, part, work, asked.slice(0, timed.length), timed);
    this.record.add(
      row,
      participant,
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
    const whole = part.events === this.record.events;
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
