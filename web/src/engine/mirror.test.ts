import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Mirror } from './mirror';

const bytes = (...values: number[]) => Uint8Array.from(values);

async function contentOf(mirror: Mirror): Promise<number[]> {
  return [...new Uint8Array(await mirror.content.arrayBuffer())];
}

test('a mirror has what was written, where it was written', async () => {
  const mirror = new Mirror();
  mirror.write(0, bytes(1, 2, 3));
  mirror.write(3, bytes(4, 5));
  assert.deepEqual(await contentOf(mirror), [1, 2, 3, 4, 5]);
  mirror.write(1, bytes(9));
  assert.deepEqual(await contentOf(mirror), [1, 9, 3, 4, 5]);
  mirror.write(4, bytes(6, 7));
  assert.deepEqual(await contentOf(mirror), [1, 9, 3, 4, 6, 7]);
  mirror.write(8, bytes(8));
  assert.deepEqual(await contentOf(mirror), [1, 9, 3, 4, 6, 7, 0, 0, 8]);
});

test('a mirror is cut off and made longer as the file is, and written on there', async () => {
  const mirror = new Mirror();
  mirror.write(0, bytes(1, 2, 3, 4));
  mirror.resize(2);
  mirror.write(2, bytes(5));
  assert.deepEqual(await contentOf(mirror), [1, 2, 5]);
  mirror.resize(5);
  mirror.write(5, bytes(6));
  assert.deepEqual(await contentOf(mirror), [1, 2, 5, 0, 0, 6]);
});

test('a mirror of any file, written at random, is that file', async () => {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const mirror = new Mirror();
  let naive: number[] = [];
  for (let step = 0; step < 300; step++) {
    const end = naive.length;
    if (random(5) === 0) {
      const size = random(end + 3);
      naive = Array.from({ length: size }, (_none, i) => naive[i] ?? 0);
      mirror.resize(size);
    } else {
      const at = random(3) === 0 ? random(end + 1) : end;
      const written = bytes(...Array.from({ length: 1 + random(9) }, () => random(256)));
      naive.splice(at, written.length, ...written);
      mirror.write(at, written);
    }
    assert.equal(mirror.content.size, naive.length);
  }
  assert.deepEqual(await contentOf(mirror), naive);
});

test('much that is written moves to Blobs and comes back whole', async () => {
  const mirror = new Mirror();
  const block = new Uint8Array(700_000);
  for (let n = 0; n < 5; n++) mirror.write(n * block.length, block.slice().fill(n + 1));
  mirror.resize(3.5 * block.length);
  mirror.write(3.5 * block.length, bytes(9));
  const content = await contentOf(mirror);
  assert.equal(content.length, 3.5 * block.length + 1);
  const runs = content.filter((value, i) => value !== content[i - 1]);
  assert.deepEqual(runs, [1, 2, 3, 4, 9]);
});
