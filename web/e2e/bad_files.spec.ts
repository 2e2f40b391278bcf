// Files that are no log, or a log with something impossible in it: said clearly, and nothing lost.

import { test as alone } from './fixtures';
import { drop, event, file, ndjson } from './objects/logs';
import { expect, test } from './shared';

const png = Buffer.from('89504e470d0a1a0a0000000d4948445200000001', 'hex');

/** What is no event log at all, and what is said of it. */
const noLogs: [string, string | Buffer, RegExp][] = [
  ['an empty file', '', /failed: .*the file is empty/],
  ['nothing but blanks', ' \n\t\r\n ', /failed: .*empty|no event/],
  ['a picture', png, /failed: .*the file is an image/],
  ['prose', 'Dear diary,\n', /failed: .*line 1, column 1/],
  ['an object that is no event', '{"name": "package", "version": "1"}', /failed: .*no event/],
  ['a number', '42', /failed: .*no event/],
  ['an array that ends in its first event', '[{"id":"n1","ty', /failed: .*line 1/],
];

test('what is no event log is said to be none, and the log stays as it was', async ({
  playground,
}) => {
  const { page, job, status } = playground;
  const before = await playground.log();
  for (const [what, content, said] of noLogs) {
    await test.step(what, async () => {
      await drop(page, file(content, what));
      await expect(job.title).toContainText(`Importing ${what} failed`);
      await expect(job.title).toHaveText(said);
      await expect(status).toContainText(`Importing ${what} failed`);
      expect(await playground.log()).toBe(before);
    });
  }
});

/** A line that is no event, between two that are. */
const badLines: [string, string | Buffer, RegExp][] = [
  ['data nested 10,000 deep', lineWith('['.repeat(10_000) + ']'.repeat(10_000)), /levels/],
  ['bytes that are no UTF-8', Buffer.from(`${lineWith('"caf\u00e9"')}`, 'latin1'), /UTF-8/],
  ['NaN', lineWith('NaN'), /column/],
  ['a name of blanks', '{"id":"x","type":" ","stream":"n","data":1}', /type: got " "/],
  ['a control character', '{"id":"x","type":"a\\u0007","stream":"n","data":1}', /U\+0007/],
  ['a time without a zone', lineWith('1', '2026-02-01T10:00:00'), /RFC 3339 with an offset/],
  ['the year 0', lineWith('1', '0000-01-01T00:00:00Z'), /time: got "0000-/],
  ['the year 9999', lineWith('1', '9999-12-31T23:59:59Z'), /time: got "9999-/],
  ['data of more than a megabyte', lineWith(JSON.stringify('x'.repeat(2_000_000))), /1048576/],
];

test('a line that is no event is set aside, and those around it go in', async ({ playground }) => {
  const { page, job } = playground;
  for (const [what, line, reason] of badLines) {
    await test.step(what, async () => {
      await playground.clear();
      const around = [event(1), event(2)].map((good) => Buffer.from(ndjson([good])));
      const [first = '', last = ''] = around;
      const content = Buffer.concat(
        [first, Buffer.from(line), Buffer.from('\n'), last].map(Buffer.from),
      );
      await drop(page, file(content, what));
      await expect(job.title).toHaveText(`Importing ${what}: 2 events appended, 1 line set aside`);
      await expect(job.reasons.getByRole('cell')).toHaveText(['2', /^\w+$/, reason]);
      const ids = (await playground.stored()).map(({ id }) => id);
      expect(ids).toEqual(['note-1', 'note-2']);
    });
  }
});

alone('a line of 50 MB is set aside, and those around it go in', async ({ playground }) => {
  const { page, job } = playground;
  await page.evaluate(
    ([first, last]) => {
      const megabyte = 'x'.repeat(1_000_000);
      const long = ['{"id":"x","type":"Noted","stream":"n","data":"', ...Array(50).fill(megabyte)];
      const log = new File([first ?? '', ...long, '"}\n', last ?? ''], 'long.ndjson');
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(log);
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }));
    },
    [ndjson([event(1)]), ndjson([event(2)])],
  );
  await expect(job.title).toHaveText('Importing long.ndjson: 2 events appended, 1 line set aside');
  await expect(job.reasons.getByRole('cell').first()).toHaveText('2');
  expect((await playground.stored()).map(({ id }) => id)).toEqual(['note-1', 'note-2']);
});

function lineWith(data: string, time = '2026-02-01T10:00:00Z'): string {
  return `{"id":"x","type":"Noted","stream":"n","time":"${time}","data":${data}}`;
}
