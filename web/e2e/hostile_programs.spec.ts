// Own projections that mean harm, or do it: each meets a limit that is named, and nothing else is touched.

import { expectEnds, meetInPage, meeting } from './objects/hostile';
import { expect, test } from './shared';

test('programs that do not end: each is ended, and the page goes on', async ({ playground }) => {
  const told = await playground.page.evaluate(meetInPage, meeting(true));
  expect(told.took, 'all at once').toBeLessThan(10_000);
  expect(told.ticks, 'the page went on').toBeGreaterThan(told.took / 10 / 3);
  expectEnds(told);
});

test('programs that do what is not allowed: each meets a limit that is named', async ({
  playground,
}) => {
  expectEnds(await playground.page.evaluate(meetInPage, meeting(false)));
});

test('a program that takes all memory there is: the page and the log go on', async ({
  playground,
}) => {
  const { page } = playground;
  const told = await page.evaluate(async () => {
    const { hindsight } = window;
    const source = `fromAll().when({ $any: () => { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); } })`;
    await hindsight.define('greedy', { source });
    await hindsight.caughtUp('greedy');
    const [greedy] = await hindsight.definitions();
    await hindsight.append({ type: 'A', stream: 'a-1', data: {} });
    await hindsight.define('fine', {
      source: 'fromAll().when({ $init: () => ({ n: 0 }), $any: (s) => { s.n++; } })',
    });
    await hindsight.caughtUp('fine');
    return { greedy, rows: (await hindsight.table('fine')).rows.map(({ state }) => state) };
  });
  expect(told.greedy).toMatchObject({ state: 'stopped', fault: { position: 1 } });
  expect(told.rows).toEqual(['{"n":9}']);
});
