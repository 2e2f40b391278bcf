import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Carried, carriedLine, takeCarried } from './carried';

const sums: Carried = {
  name: 'sums',
  engine: 'v1',
  onError: 'stop',
  source: 'fromAll()\n  .when({ "ä\u2028": 1 })',
};
const event = '{"type":"A","stream":"s"}\n';

test('what a log carries is taken off it, and its lines keep their numbers', async () => {
  const { projections, events } = await takeCarried(new Blob([carriedLine([sums]), event]));
  assert.deepEqual(projections, [sums]);
  assert.equal(await events.text(), `\n${event}`);
});

test('a log without events may carry them', async () => {
  const line = carriedLine([sums]).trimEnd();
  const { projections, events } = await takeCarried(new Blob([line]));
  assert.deepEqual(projections, [sums]);
  assert.equal(await events.text(), '\n');
});

test('a log that carries none stays as it is, and so does one whose line is broken', async () => {
  const whole = carriedLine([sums]);
  for (const text of [
    '',
    event,
    `${event}${whole}`,
    ` ${whole}`,
    whole.slice(0, -3),
    whole.replace('"v1"', '"v3"'),
    whole.replace('"name"', '"title"'),
    '{"hindsight":"projections","projections":{}}\n',
    '{"hindsight":"projections","projections":[null]}\n',
  ]) {
    const log = new Blob([text]);
    const { projections, events } = await takeCarried(log);
    assert.deepEqual([projections, events === log], [[], true], text);
  }
});
