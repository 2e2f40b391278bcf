// The scripting API: whole logs in and out, sample histories, and those who want each event.

import { event, ndjson } from './objects/logs';
import { expect, test } from './shared';

const log = ndjson([event(1), event(2), event(3)]);

test('import takes text, a Blob or bytes, and answers what it did', async ({ playground }) => {
  const { page } = playground;
  const answers = await page.evaluate(async (text) => {
    const bytes = new TextEncoder().encode(text);
    return [
      await window.hindsight.import(text),
      await window.hindsight.import(new Blob([text])),
      await window.hindsight.import(bytes.buffer),
    ];
  }, `${log}{"type":"Noted"}\n`);
  for (const answer of answers) {
    expect(answer).toMatchObject({ format: 'hindsight-ndjson', rejected: 1 });
    expect(answer.reasons).toEqual([
      { line: 4, code: 'invalid_event', message: expect.stringContaining('stream') },
    ]);
    expect(answer.elapsedMs).toBeGreaterThan(0);
  }
  expect(answers.map(({ appended, duplicates }) => [appended, duplicates])).toEqual([
    [3, 0],
    [0, 3],
    [0, 3],
  ]);
  expect(await playground.total()).toBe(11);
});

test('what is no log is unreadable, and a format that does not exist is refused', async ({
  playground,
}) => {
  const unreadable = await playground.errorOf(() => window.hindsight.import('Dear diary'));
  expect(unreadable).toMatchObject({ isError: true, code: 'unreadable' });
  expect(unreadable?.message).toContain('line 1, column 1');
  const format = await playground.errorOf(() => window.hindsight.import('{}', { format: 'csv' }));
  expect(format).toMatchObject({ code: 'invalid_query', details: { field: 'format' } });
  expect(await playground.total()).toBe(8);
});

test('an import tells how far it is, and a signal ends it', async ({ playground }) => {
  const { page } = playground;
  const { progress, total, error, events } = await page.evaluate(async () => {
    const lines = '{"type":"Noted","stream":"n","time":"2026-02-01T10:00:00Z"}\n'.repeat(20_000);
    const blob = new Blob(Array<string>(100).fill(lines));
    const abort = new AbortController();
    const told: { bytes: number; totalBytes: number; appended: number }[] = [];
    const error = await window.hindsight
      .import(blob, {
        signal: abort.signal,
        onProgress: (next) => {
          told.push(next);
          if (told.length === 3) abort.abort();
        },
      })
      .then(
        () => null,
        ({ code, details }) => ({ code, details }),
      );
    const stats = await window.hindsight.stats();
    return { progress: told, total: blob.size, error, events: stats.events };
  });
  expect(error?.code).toBe('aborted');
  expect(error?.details.appended).toBe(events - 8);
  expect(events).toBeGreaterThan(8);
  expect(progress.length).toBeGreaterThanOrEqual(3);
  for (const [i, { bytes, totalBytes, appended }] of progress.entries()) {
    expect(totalBytes).toBe(total);
    expect(bytes).toBeLessThan(total);
    expect(bytes).toBeGreaterThan(progress[i - 1]?.bytes ?? 0);
    expect(appended).toBeGreaterThan(progress[i - 1]?.appended ?? 0);
  }
});

test('export gives NDJSON, all of it or what a filter lets through', async ({ playground }) => {
  const exported = await playground.page.evaluate(async () => {
    const all = await window.hindsight.export();
    const some = await window.hindsight.export({ types: ['OrderPlaced'] });
    const range = await window.hindsight.export({ from: '2026-01-06T15:00:00Z' });
    return {
      isBlob: all instanceof Blob,
      texts: await Promise.all([all, some, range].map((blob) => blob.text())),
    };
  });
  expect(exported.isBlob).toBe(true);
  const counts = exported.texts.map((text) => text.trimEnd().split('\n').length);
  expect(counts).toEqual([8, 2, 2]);
  const [first] = (exported.texts[0] ?? '').split('\n');
  expect(JSON.parse(first ?? '')).toMatchObject({ type: 'UserRegistered', stream: 'user-ada' });
});

test('subscribe gives each event once and in order, until it is ended', async ({ playground }) => {
  const seen = await playground.page.evaluate(async () => {
    const { hindsight } = window;
    const positions: number[] = [];
    let told = () => {};
    const until = (count: number) =>
      new Promise<void>((resolve) => {
        told = () => positions.length >= count && resolve();
        told();
      });
    const unsubscribe = await hindsight.subscribe(({ position }) => {
      positions.push(position);
      told();
    });
    const noted = { type: 'Noted', stream: 'note-1' };
    await hindsight.append([noted, noted]);
    await hindsight.execute('add-stock', { sku: 'mug', quantity: 1 });
    await until(3);
    await unsubscribe();
    await hindsight.append(noted);
    const later: number[] = [];
    const stop = await hindsight.subscribe(({ position }) => later.push(position));
    await hindsight.append(noted);
    await stop();
    return { positions, later };
  });
  expect(seen).toEqual({ positions: [9, 10, 11], later: [13] });
});

test('subscribe with an id replays from that event on, then goes on live', async ({
  playground,
}) => {
  const seen = await playground.page.evaluate(async () => {
    const { hindsight } = window;
    const told: { position: number; data: unknown }[] = [];
    await new Promise<void>((resolve) => {
      hindsight
        .subscribe(
          ({ position, data }) => {
            told.push({ position, data });
            if (told.length === 4) resolve();
          },
          { from: '019b9288-d680-7000-8000-000000000006' },
        )
        .then(() => hindsight.append({ type: 'Noted', stream: 'note-1', data: { live: true } }));
    });
    return told;
  });
  expect(seen.map(({ position }) => position)).toEqual([6, 7, 8, 9]);
  expect(seen[3]?.data).toEqual({ live: true });
  const unknown = await playground.errorOf(() =>
    window.hindsight.subscribe(() => {}, { from: 'nobody' }),
  );
  expect(unknown).toMatchObject({ isError: true, code: 'invalid_query' });
});

test('a handler that fails harms neither the log nor the other handlers', async ({
  playground,
  complaints,
}) => {
  const { page } = playground;
  const seen = await page.evaluate(async () => {
    const { hindsight } = window;
    const positions: number[] = [];
    await hindsight.subscribe(() => {
      throw new Error('a handler’s own fault');
    });
    await new Promise<void>((resolve) => {
      hindsight
        .subscribe(({ position }) => {
          positions.push(position);
          resolve();
        })
        .then(() => hindsight.append({ type: 'Noted', stream: 'note-1' }));
    });
    return positions;
  });
  expect(seen).toEqual([9]);
  await playground.events.expectPositions([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  await expect.poll(() => complaints).toEqual([expect.stringContaining('a handler’s own fault')]);
  complaints.length = 0;
});

test('generate appends the same history for the same seed, and clear forgets it', async ({
  playground,
}) => {
  const logs = await playground.page.evaluate(async () => {
    const { hindsight } = window;
    const texts: string[] = [];
    for (const seed of [7, 7, 8]) {
      await hindsight.clear();
      const { appended } = await hindsight.generate({ events: 500, seed });
      texts.push(`${appended} ${await (await hindsight.export()).text()}`);
    }
    await hindsight.clear();
    const { events } = await hindsight.stats();
    return { texts, left: events };
  });
  expect(logs.texts[0]).toMatch(/^500 /);
  expect(logs.texts[1]).toBe(logs.texts[0]);
  expect(logs.texts[2]).not.toBe(logs.texts[0]);
  expect(logs.left).toBe(0);
});

test('a long generation can be ended by a signal; what went in stays', async ({ playground }) => {
  const { code, appended, events } = await playground.page.evaluate(async () => {
    const abort = new AbortController();
    const refused = await window.hindsight
      .generate({ events: 1_000_000, signal: abort.signal, onProgress: () => abort.abort() })
      .then(
        () => null,
        (error) => error,
      );
    const stats = await window.hindsight.stats();
    return { code: refused?.code, appended: refused?.details.appended, events: stats.events };
  });
  expect(code).toBe('aborted');
  expect(appended).toBeGreaterThan(0);
  expect(appended).toBeLessThan(1_000_000);
  expect(events).toBe(8 + appended);
});

test('who subscribes in the middle of an import is told of each event from then on', async ({
  playground,
}) => {
  const heard = await playground.page.evaluate(async () => {
    const { hindsight } = window;
    const line = '{"type":"Noted","stream":"n","time":"2026-02-01T10:00:00Z"}\n';
    const log = new Blob(Array<Blob>(8).fill(new Blob([line.repeat(15_000)])));
    const positions: number[] = [];
    let subscribed: Promise<unknown> | null = null;
    await hindsight.import(log, {
      onProgress: () => {
        subscribed ??= hindsight.subscribe(({ position }) => positions.push(position));
      },
    });
    await subscribed;
    const { events } = await hindsight.stats();
    while (positions.at(-1) !== events) await new Promise(requestAnimationFrame);
    return { first: positions[0], last: positions.at(-1), count: positions.length };
  });
  expect(heard.count).toBe((heard.last ?? 0) - (heard.first ?? 0) + 1);
  expect(heard.first, 'it was under way').toBeLessThan(heard.last ?? 0);
});
