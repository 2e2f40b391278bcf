// What a log may look like: each format is recognised by itself, however its lines end.

import { cloudEvent, drop, event, file, ndjson } from './objects/logs';
import { expect, test } from './shared';

const own = [event(1), event(2), event(3)];
const cloud = [cloudEvent(1), cloudEvent(2), cloudEvent(3)];

/** A log, what it is recognised as, and how many events are in it. */
const logs: [string, string | Buffer, string, number][] = [
  ['events, one a line', ndjson(own), 'hindsight-ndjson', 3],
  ['events in a JSON array', JSON.stringify(own, null, 2), 'hindsight-json', 3],
  ['one CloudEvent', JSON.stringify(cloudEvent(1), null, 2), 'cloudevents-json', 1],
  ['a batch of CloudEvents', JSON.stringify(cloud), 'cloudevents-batch', 3],
  ['CloudEvents, one a line', ndjson(cloud), 'cloudevents-ndjson', 3],
];

test('each format is recognised by itself, and has the same events in it', async ({
  playground,
}) => {
  const { page, job } = playground;
  for (const [what, content, format, appended] of logs) {
    await test.step(what, async () => {
      await playground.clear();
      await drop(page, file(content, what));
      await expect(job.title).toContainText(`Importing ${what}: `);
      await job.expectSummary({ format, appended, known: 0, setAside: 0 });
      const [first] = await playground.stored();
      expect(first).toMatchObject({
        position: 1,
        id: 'note-1',
        type: 'Noted',
        stream: 'note-1',
        version: 1,
        time: '2026-02-01T10:00:01Z',
        data: { n: 1 },
      });
    });
  }
});

/** The same three events, as other programs write them. */
const lines: [string, string | Buffer, number][] = [
  ['Windows line ends', ndjson(own).replaceAll('\n', '\r\n'), 0],
  ['a byte-order mark', `\ufeff${ndjson(own)}`, 0],
  ['both', `\ufeff${ndjson(own).replaceAll('\n', '\r\n')}`, 0],
  ['a byte-order mark before an array', `\ufeff${JSON.stringify(own)}`, 0],
  ['no line end at the end', ndjson(own).trimEnd(), 0],
  ['blank lines between', ndjson(own).replaceAll('\n', '\n\n  \n'), 0],
  ['a truncated last line', `${ndjson(own)}{"id":"note-4","type":"No`, 1],
];

test('events are read whatever the ends of lines and of the file look like', async ({
  playground,
}) => {
  const { page, job } = playground;
  for (const [what, content, setAside] of lines) {
    await test.step(what, async () => {
      await playground.clear();
      await drop(page, file(content, what));
      await expect(job.title).toContainText(`Importing ${what}: 3 events appended`);
      await job.expectSummary({ appended: 3, known: 0, setAside });
      const ids = (await playground.stored()).map(({ id }) => id);
      expect(ids).toEqual(['note-1', 'note-2', 'note-3']);
    });
  }
});

test('a truncated last line is set aside with its number', async ({ playground }) => {
  const { page, job } = playground;
  await drop(page, file(`${ndjson(own)}{"id":"note-4","type":"No`));
  await expect(job.reasons.getByRole('cell')).toHaveText(['4', /./, /end/]);
});

test('a truncated array gives the events before its end', async ({ playground }) => {
  const { page, job } = playground;
  const whole = JSON.stringify(own);
  await drop(page, file(whole.slice(0, whole.indexOf('"note-3"'))));
  await job.expectSummary({ appended: 2, known: 0, setAside: 1 });
});

test('a format that was chosen by hand is taken at its word', async ({ playground }) => {
  const { importing, job } = playground;
  await playground.action('Import…').click();
  await importing.pasted.fill(JSON.stringify(cloudEvent(1)));
  await importing.format.selectOption('cloudevents-ndjson');
  await importing.importPasted.click();
  await job.expectSummary({ format: 'cloudevents-ndjson', appended: 1 });
  await playground.action('Import…').click();
  await importing.pasted.fill(JSON.stringify(cloudEvent(2)));
  await importing.format.selectOption('hindsight-ndjson');
  await importing.importPasted.click();
  await expect(job.title).toContainText(/failed|1 line set aside/);
  expect(await playground.total()).toBe(1);
});

test('a number past 2^53 in a log is kept exactly', async ({ playground }) => {
  const { page, job } = playground;
  const line =
    '{"id":"n1","type":"Noted","stream":"n","time":"2026-02-01T10:00:00Z","data":{"n":90071992547409931234, "x":1.10}}';
  await drop(page, file(line));
  await job.expectSummary({ appended: 1 });
  const [stored] = await playground.stored();
  expect(stored?.dataText).toBe('{"n":90071992547409931234, "x":1.10}');
});

test('events of a log keep their own order, and late ones their own time', async ({
  playground,
}) => {
  const { page, events } = playground;
  await drop(page, file(ndjson([event(30), event(10), event(20)])));
  await events.expectPositions([1, 2, 3]);
  const stored = await playground.stored();
  expect(stored.map(({ time }) => time.slice(17, 19))).toEqual(['30', '10', '20']);
  expect(stored.map(({ recorded }) => recorded.slice(17, 19))).toEqual(['30', '30', '30']);
});
