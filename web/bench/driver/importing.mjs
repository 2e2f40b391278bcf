// Imports: everyone in turns, each time into a page that knows nothing yet; the last time it stays open.

/**
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./record.mjs').Record} Record
 */

const megabyte = 1e6;
/** The tables are written once the log has rested for a second. */
const earlyMs = 3000;

/**
 * @param {string} work
 * @param {Participant[]} participants
 * @param {number} rounds
 * @param {Record} record
 * @param {(participant: Participant) => Promise<void>} [after] what is done right after each import
 * @returns {Promise<Participant[]>} who has the log
 */
export function measureImports(work, participants, rounds, record, after) {
  return record.inTurns(work, participants, rounds, async (participant, round) => {
    const { ms } = await participant.load(record.log);
    record.add(work, participant, [ms]);
    await after?.(participant);
    if (round < rounds - 1) await participant.close();
  });
}

/**
 * Asks Hindsight for states right after an import, while the tables are written beside the log.
 *
 * @param {Participant} participant
 * @param {Record} record
 */
export async function measureEarlyStates(participant, record) {
  if (!participant.product) return;
  const { moments } = participant.part(record.log);
  const timed = await participant.ask('state', [...moments, ...moments], earlyMs);
  record.add(
    'state early',
    participant,
    timed.map(({ ms }) => ms),
  );
}

/**
 * What is in memory after an import. It is asked for when nobody imports: to find out, the browser collects.
 *
 * @param {Participant[]} participants
 * @param {Record} record
 */
export async function measureMemory(participants, record) {
  for (const participant of participants) {
    await record.attempt('memory', participant, async () => {
      const { bytes, linear } = await participant.memory();
      if (bytes > 0) record.add('memory', participant, [bytes / megabyte]);
      if (linear > 0) record.add('linear', participant, [linear / megabyte]);
    });
  }
}
