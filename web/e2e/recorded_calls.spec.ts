// Every method of the scripting API keeps its meaning: calls that were recorded before questions were
// declared once are played again, and what comes of them now is compared with what came then.
// recorded/record.mjs says how they are recorded.

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { unlikeAlone, withBatches } from './recorded/batches';
import { type Changes, difference, type Recording, unlikeMended } from './recorded/compare';
import { type Call, type Outcome, openLog, play } from './recorded/play.mjs';

const logs = ['sample', 'empty', 'foreign', 'generated'];

for (const log of logs) {
  test(`calls that were recorded of the log “${log}” mean what they meant, alone and in a batch`, async ({
    page,
  }) => {
    const { fill, recorded } = await read<Recording>(`calls/${log}`);
    const changes = await read<Changes>('changed');
    await openLog(page, fill);
    const { played, own, batches } = withBatches(recorded.map(({ call }) => call));
    const outcomes = await play(page, played);
    const wrong = recorded.flatMap(({ call, ...then }, i) => {
      const found = unlike(log, call, then, outcomes[own[i] as number] as Outcome, changes);
      return found ? [`${JSON.stringify(call).slice(0, 120)} ${found}`] : [];
    });
    expect.soft(wrong, 'other than what was recorded').toEqual([]);
    const apart = batches.flatMap((batch) => unlikeAlone(batch, played, outcomes));
    expect(apart, 'other in a batch than alone').toEqual([]);
  });
}

test('what is listed as changed on purpose was recorded', async () => {
  const { reworded, mended } = await read<Changes>('changed');
  const messages = new Set<string>();
  const calls = new Set<string>();
  for (const log of logs) {
    for (const one of (await read<Recording>(`calls/${log}`)).recorded) {
      calls.add(JSON.stringify([log, one.call]));
      if ('error' in one) messages.add(one.error.message);
    }
  }
  for (const [before] of reworded.flatMap((one) => one.messages))
    expect(messages).toContain(before);
  for (const { log, call } of mended.flatMap((one) => one.calls))
    expect(calls).toContain(JSON.stringify([log, call]));
});

async function read<T>(name: string): Promise<T> {
  const path = join(import.meta.dirname, 'recorded', `${name}.json`);
  return JSON.parse(await readFile(path, 'utf8'));
}

/** How what came of a call is not what it has to be; `''` where it is. */
function unlike(
  log: string,
  call: Call,
  then: Outcome,
  now: Outcome,
  { reworded, mended }: Changes,
): string {
  const found = difference(then, now, (before, after) =>
    reworded.some(({ messages }) => messages.some(([b, a]) => b === before && a === after)),
  );
  const mending = mended
    .flatMap(({ calls }) => calls)
    .find((one) => one.log === log && JSON.stringify(one.call) === JSON.stringify(call));
  if (!mending) return found;
  return found ? unlikeMended(mending, now) : 'is listed as mended, and is what it was';
}
