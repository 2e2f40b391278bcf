// Appending one event after the other, in a loop, to a full log and to a small one.

/**
 * @typedef {import('./participant.mjs').Participant} Participant
 * @typedef {import('./record.mjs').Record} Record
 * @typedef {import('../peers/peer').LoggedEvent} LoggedEvent
 */

const aRound = 100;
const histogramsARound = 50;
const stream = 'user-bench';

/** Who has a log of one length. @typedef {{ work: string, all: Participant[], lastTime: string }} Side */

/**
 * @param {Participant[]} participants Hindsight the first
 * @param {Participant[]} small those that have a small log, for how appends depend on the log's length
 * @param {string} smallTime the last time in that log
 * @param {number} rounds
 * @param {Record} record
 */
export async function measureAppends(participants, small, smallTime, rounds, record) {
  const [hindsight] = participants;
  if (!hindsight) return;
  const lastTime = record.log.parts.at(-1)?.lastTime ?? '';
  /** @type {Side[]} */
  const sides = [
    { work: 'append', all: participants, lastTime },
    { work: 'append small', all: small, lastTime: smallTime },
  ];
  for (let round = 0; round < rounds; round++) {
    for (const side of sides.filter(({ all }) => all.length > 0)) {
      const events = visits(side.lastTime, rounds * aRound).slice(
        round * aRound,
        (round + 1) * aRound,
      );
      side.all = await record.oneRound(side.work, side.all, round, async (participant) => {
        await participant.page.bringToFront();
        record.add(side.work, participant, await participant.append(events));
      });
    }
  }
  const ours = await hindsight.answer('stream', stream);
  for (const peer of sides[0]?.all ?? []) {
    await record.attempt('append', peer, async () => {
      const theirs = await peer.answer('stream', stream);
      if (theirs !== ours) throw new Error(`ANOTHER ANSWER of ${peer.facts.title}: ${theirs}`);
      if (peer.product) await expectCounted(peer, rounds * aRound);
    });
  }
}

/**
 * An event that is acknowledged is in the file, and in every projection.
 *
 * @param {Participant} product
 * @param {number} appended
 */
async function expectCounted(product, appended) {
  const counted = await product.page.evaluate(async (key) => {
    const { events, storage } = await window.hindsight.stats();
    const row = await window.hindsight.row('streams', key);
    return { events, kept: storage.file?.events, rows: [row?.values[0]] };
  }, stream);
  const { events, kept, rows } = counted;
  if (kept !== events) throw new Error(`got ${kept} events in the file, want ${events}`);
  if (rows[0] !== appended)
    throw new Error(`got version ${rows[0]} of ${stream}, want ${appended}`);
}

/**
 * A histogram of the whole log right after an append, which makes the one before out of date.
 *
 * @param {Participant[]} products
 * @param {number} rounds
 * @param {Record} record
 */
export async function measureHistograms(products, rounds, record) {
  const lastTime = record.log.parts.at(-1)?.lastTime ?? '';
  const events = visits(lastTime, rounds * histogramsARound, 'counted');
  await record.inTurns('histogram', products, rounds, async (product, round) => {
    const first = round * histogramsARound;
    const asked = events.slice(first, first + histogramsARound);
    await product.page.bringToFront();
    record.add(
      'histogram',
      product,
      await product.bench((bench, asked) => bench.histograms(asked), asked),
    );
  });
}

/**
 * A new user, who registers and comes back each second.
 *
 * @param {string} lastTime of the log
 * @param {number} count
 * @param {string} name of the user
 * @returns {LoggedEvent[]}
 */
function visits(lastTime, count, name = 'bench') {
  return Array.from({ length: count }, (_, i) => ({
    id: `${name}-${i}`,
    stream: `user-${name}`,
    type: i === 0 ? 'UserRegistered' : 'UserLoggedIn',
    schemaVersion: 1,
    time: new Date(Date.parse(lastTime) + 1000 * (i + 1)).toISOString(),
    data: { userId: name, device: 'laptop' },
  }));
}
