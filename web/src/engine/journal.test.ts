import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Journal, type Replay } from './journal';
import type { Job } from './protocol';

/** Writes down what a journal tells. */
async function told(journal: Journal): Promise<string[]> {
  const lines: string[] = [];
  const replay: Replay = {
    sample: async () => void lines.push('sample'),
    events: async (array) => void lines.push(`events ${await array.text()}`),
    advance: async (key, _job, upTo) => void lines.push(`job ${key} to ${upTo}`),
    end: async (key) => void lines.push(`end ${key}`),
  };
  await journal.replay(replay);
  return lines;
}

const generation: Job = { kind: 'generate', events: 100, seed: 1 };

test('writes are told again in order, and appended events as one array', async () => {
  const journal = new Journal();
  journal.sampled();
  journal.appended(['{"a":\n1}'], []);
  journal.appended(['2', '3'], []);
  assert.deepEqual(await told(journal), ['sample', 'events [{"a":\n1},\n2,\n3]']);
});

test('what is appended during a job comes after the same part of it', async () => {
  const journal = new Journal();
  journal.began(1, generation);
  journal.appended(['1'], [{ key: 1, done: 40 }]);
  journal.appended(['2'], [{ key: 1, done: 40 }]);
  journal.ended(1, 100, []);
  journal.appended(['3'], []);
  assert.deepEqual(await told(journal), [
    'job 1 to 40',
    'events [1,\n2]',
    'job 1 to 100',
    'events [3]',
  ]);
});

test('a job that was cancelled is ended where it stood', async () => {
  const journal = new Journal();
  journal.began(1, generation);
  journal.ended(1, 60, []);
  assert.deepEqual(await told(journal), ['job 1 to 60', 'end 1']);
});

test('a job that died with its worker is ended, and stays so', async () => {
  const journal = new Journal();
  journal.began(1, generation);
  journal.appended(['1'], [{ key: 1, done: 40 }]);
  assert.deepEqual(await told(journal), ['job 1 to 40', 'events [1]', 'end 1']);
  assert.deepEqual(await told(journal), ['job 1 to 40', 'events [1]', 'job 1 to 40', 'end 1']);
});

test('a cleared log has no past', async () => {
  const journal = new Journal();
  journal.sampled();
  journal.cleared();
  assert.deepEqual(await told(journal), []);
});

test('many events move to blobs and come back whole', async () => {
  const journal = new Journal();
  const text = `"${'x'.repeat(1 << 19)}"`;
  for (let i = 0; i < 5; i++) journal.appended([text], []);
  const [line] = await told(journal);
  assert.deepEqual(
    JSON.parse((line ?? '').slice('events '.length)),
    Array(5).fill(JSON.parse(text)),
  );
});
