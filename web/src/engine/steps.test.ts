import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Program } from './program';
import { type EngineFunction, isError, type Reply } from './protocol';
import { inSteps } from './steps';

/** A program with one job of three steps; the last gives bytes. What is called is noted. */
class ThreeSteps {
  readonly calls: EngineFunction[] = [];
  readonly given: unknown[] = [];

  constructor(private readonly refusing?: EngineFunction) {}

  call(name: EngineFunction, _request: object, given?: object): Reply {
    this.calls.push(name);
    if (name === this.refusing)
      return { error: { code: 'invalid_query', message: '', details: '' } };
    if (name === 'start') return { job: 1 };
    if (name === 'stop') return new Uint8Array([0]);
    this.given.push(given);
    const done = this.given.length;
    return done < 3 ? { done, over: false } : { done, over: true, bytes: new Uint8Array([done]) };
  }

  run(onStep: Parameters<typeof inSteps>[2], next?: Parameters<typeof inSteps>[3]): Promise<Reply> {
    return inSteps(this as unknown as Program, { kind: 'import' }, onStep, next);
  }
}

test('a job is stepped until it is over, each step waits for what is done behind the one before', async () => {
  const program = new ThreeSteps();
  const seen: number[] = [];
  const reply = await program.run(async ({ done }) => {
    await new Promise(setImmediate);
    seen.push(done);
    assert.equal(program.given.length, done);
  });
  assert.deepEqual(seen, [1, 2, 3]);
  assert.deepEqual(reply, new Uint8Array([3]));
  assert.deepEqual(program.calls, ['start', 'step', 'step', 'step']);
});

test('each step is given what is read next', async () => {
  const program = new ThreeSteps();
  let read = 0;
  await program.run(
    () => {},
    async () => new Uint8Array([++read]),
  );
  assert.deepEqual(
    program.given,
    [1, 2, 3].map((byte) => new Uint8Array([byte])),
  );
});

test('a job that is ended is stopped, and what it says then is what came of it', async () => {
  const program = new ThreeSteps();
  const reply = await program.run(({ done }) => done < 2);
  assert.deepEqual(reply, new Uint8Array([0]));
  assert.deepEqual(program.calls, ['start', 'step', 'step', 'stop']);
});

test('one that is ended with its last step is over, and not stopped', async () => {
  const program = new ThreeSteps();
  assert.deepEqual(await program.run(({ done }) => done < 3), new Uint8Array([3]));
  assert.deepEqual(program.calls, ['start', 'step', 'step', 'step']);
});

test('a job whose bytes can’t be read is stopped, and says why', async () => {
  const program = new ThreeSteps();
  const reply = await program.run(
    () => {},
    async () => {
      throw new Error('it was moved');
    },
  );
  assert.ok(isError(reply));
  assert.equal(reply.error.code, 'unreadable');
  assert.match(reply.error.message, /it was moved/);
  assert.deepEqual(program.calls, ['start', 'stop']);
});

test('a refusal ends a job, and nothing more is asked of it', async () => {
  for (const [refusing, calls] of [
    ['start', ['start']],
    ['step', ['start', 'step']],
  ] as const) {
    const program = new ThreeSteps(refusing);
    assert.ok(isError(await program.run(() => assert.fail('there was no step'))));
    assert.deepEqual(program.calls, calls);
  }
});
