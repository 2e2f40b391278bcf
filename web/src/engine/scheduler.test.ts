import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effect } from '@preact/signals';
import { EngineError, stopped } from './errors';
import { type Asking, asking, type Batch, type Lane, Scheduler, type Slot } from './scheduler';

/** A batch that was sent and waits for its reply. */
interface Sent {
  lane: Lane;
  /** The questions' names and, of those about a moment, its position. */
  asked: string[];
  reply(answers: unknown[], final?: boolean[]): Promise<void>;
  fail(error: Error): Promise<void>;
}

/** A scheduler whose engine answers, and whose turns end and time passes, when the test says so. */
function scheduled() {
  const sent: Sent[] = [];
  const turns: (() => void)[] = [];
  const timers: { at: number; then: () => void }[] = [];
  const send = (lane: Lane, questions: string) =>
    new Promise<Batch>((resolve, reject) => {
      const asked = JSON.parse(questions).map(named);
      sent.push({
        lane,
        asked,
        reply: (answers, final = answers.map(() => false)) => {
          resolve({ answers, final });
          return settled();
        },
        fail: (error) => {
          reject(error);
          return settled();
        },
      });
    });
  const clock = { ms: 0 };
  const scheduler = new Scheduler(
    send,
    (ms, then) => timers.push({ at: clock.ms + ms, then }),
    (then) => turns.push(then),
    () => clock.ms,
  );
  const endTurn = () => {
    for (const then of turns.splice(0)) then();
  };
  /** Lets time pass, with what is to be done in it. */
  const pass = (ms: number) => {
    clock.ms += ms;
    const due = timers.filter(({ at }) => at <= clock.ms);
    for (const timer of due) timers.splice(timers.indexOf(timer), 1);
    for (const { then } of due) then();
    endTurn();
  };
  return { scheduler, sent, endTurn, pass };
}

interface Asked {
  ask: string;
  at?: { position: number };
  name?: string;
  position?: number;
}

function named({ ask, at, name, position }: Asked): string {
  if (ask === 'step') return `step ${name} ${position}`;
  return at ? `${ask} ${at.position}` : ask;
}

/** Lets promises that are settled reach those who wait for them. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Asks for the moment of a position; the answers here are what the test makes them. */
function momentAt(position: number): Asking<unknown> {
  return asking([{ ask: 'moment', at: { position } }], (moment) => moment);
}

const stats = asking([{ ask: 'stats' }], (stats): unknown => stats);
const commands = asking([{ ask: 'commands' }], (commands): unknown => commands);

/** The n-th batch that was sent. */
function nth(sent: Sent[], n: number): Sent {
  const found = sent[n];
  assert.ok(found, `batch ${n} of ${sent.length} that were sent`);
  return found;
}

function value(slot: Slot<unknown>): unknown {
  return slot.shown.value.value;
}

test('what is asked in one turn is one batch, and equal questions are asked once', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slots = [stats, momentAt(3), stats].map((asked) => {
    const slot = scheduler.slot<unknown>();
    slot.ask(asked);
    return slot;
  });
  assert.equal(sent.length, 0);
  endTurn();
  assert.equal(sent.length, 1);
  assert.deepEqual(nth(sent, 0).asked, ['stats', 'moment 3']);
  await nth(sent, 0).reply(['held', 'third']);
  assert.deepEqual(slots.map(value), ['held', 'third', 'held']);
});

test('answers are shown together', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const [one, other] = [scheduler.slot<unknown>(), scheduler.slot<unknown>()];
  one.ask(stats);
  other.ask(commands);
  endTurn();
  const seen: unknown[] = [];
  const stop = effect(() => {
    seen.push([value(one), value(other)]);
  });
  await nth(sent, 0).reply(['a', 'b']);
  stop();
  assert.deepEqual(seen, [
    [null, null],
    ['a', 'b'],
  ]);
});

test('one batch is under way and one waits, with the newest question of each slot', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  for (const position of [1, 2, 3, 4]) {
    slot.ask(momentAt(position));
    endTurn();
  }
  assert.deepEqual(
    sent.map(({ asked }) => asked),
    [['moment 1']],
  );
  await nth(sent, 0).reply(['first']);
  assert.equal(value(slot), 'first', 'where one was is shown while one moves on');
  assert.deepEqual(nth(sent, 1).asked, ['moment 4']);
  await nth(sent, 1).reply(['fourth']);
  assert.equal(value(slot), 'fourth');
  assert.equal(sent.length, 2);
});

test('the same question again is not asked again', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(momentAt(1));
  endTurn();
  slot.ask(momentAt(1));
  endTurn();
  await nth(sent, 0).reply(['first']);
  slot.ask(momentAt(1));
  endTurn();
  assert.equal(sent.length, 1);
});

test('a change asks again for what is not final, and a new log for everything', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  const [past, latest] = [scheduler.slot<unknown>(), scheduler.slot<unknown>()];
  past.ask(momentAt(1));
  latest.ask(stats);
  endTurn();
  await nth(sent, 0).reply(['first', 'held'], [true, false]);
  scheduler.changed(true);
  pass(10);
  assert.deepEqual(nth(sent, 1).asked, ['stats']);
  await nth(sent, 1).reply(['more']);
  scheduler.changed(false);
  endTurn();
  assert.deepEqual(nth(sent, 2).asked, ['moment 1', 'stats']);
});

test('a final answer is known to whoever asks for it later, until the log is another', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(momentAt(1));
  endTurn();
  await nth(sent, 0).reply(['first'], [true]);
  slot.ask(momentAt(2));
  endTurn();
  await nth(sent, 1).reply(['second'], [true]);
  slot.ask(momentAt(1));
  assert.equal(value(slot), 'first', 'at once');
  endTurn();
  assert.equal(sent.length, 2);
  scheduler.changed(false);
  endTurn();
  assert.deepEqual(nth(sent, 2).asked, ['moment 1']);
});

/** A slot that shows what is known of the log, asked once. */
async function shown() {
  const all = scheduled();
  const slot = all.scheduler.slot<unknown>();
  slot.ask(stats);
  all.endTurn();
  await nth(all.sent, 0).reply([0]);
  return { ...all, slot };
}

test('what a person does is asked about at once, each time', async () => {
  const { scheduler, sent, slot, endTurn } = await shown();
  for (const deed of ['pay', 'refund']) {
    await scheduler.promptly(async () => scheduler.changed(true));
    endTurn();
    await sent.at(-1)?.reply([deed]);
    assert.equal(value(slot), deed);
  }
  assert.equal(sent.length, 3);
});

test('what a person does is asked about at once though it fails in the end', async () => {
  const { scheduler, sent, endTurn, pass } = await shown();
  const failing = scheduler.promptly(async () => {
    scheduler.changed(true);
    throw new Error('no');
  });
  await assert.rejects(failing, /no/);
  endTurn();
  assert.equal(sent.length, 2);
  await nth(sent, 1).reply([1]);
  scheduler.changed(true);
  endTurn();
  assert.equal(sent.length, 2, 'and what comes later by itself is not');
  pass(10);
  assert.equal(sent.length, 3);
});

test('what changes by itself is asked about once, when it has paused', async () => {
  const { scheduler, sent, slot, pass } = await shown();
  for (let times = 0; times < 100; times++) {
    scheduler.changed(true);
    pass(1);
  }
  assert.equal(sent.length, 1, 'nothing is drawn in the midst of it');
  pass(9);
  assert.equal(sent.length, 2);
  await nth(sent, 1).reply(['the end']);
  assert.equal(value(slot), 'the end');
  pass(1_000);
  assert.equal(sent.length, 2);
});

test('what goes on changing is asked about every two seconds', async () => {
  const { scheduler, sent, pass } = await shown();
  const asked: number[] = [];
  for (let ms = 0; ms < 6_500; ms++) {
    scheduler.changed(true);
    const before = sent.length;
    pass(1);
    if (sent.length > before) asked.push(ms + 1);
    await sent.at(-1)?.reply([ms]);
  }
  assert.deepEqual(asked, [2_000, 4_000, 6_000]);
});

test('what can wait is asked when nothing of what can’t is left', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const [now, later] = [scheduler.slot<unknown>('now'), scheduler.slot<unknown>('later')];
  later.ask(commands);
  now.ask(momentAt(1));
  endTurn();
  assert.deepEqual(
    sent.map(({ lane, asked }) => [lane, asked]),
    [['now', ['moment 1']]],
  );
  now.ask(momentAt(2));
  endTurn();
  await nth(sent, 0).reply([1]);
  assert.equal(nth(sent, 1).lane, 'now', 'a newer one comes first');
  later.ask(stats);
  await nth(sent, 1).reply([2]);
  assert.deepEqual([nth(sent, 2).lane, nth(sent, 2).asked], ['later', ['stats']]);
  now.ask(momentAt(3));
  endTurn();
  assert.equal(nth(sent, 3).lane, 'now', 'and need not wait for it');
});

test('what is known already is not replaced by what was asked before it', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(momentAt(1));
  endTurn();
  await nth(sent, 0).reply(['first'], [true]);
  slot.ask(momentAt(2));
  endTurn();
  slot.ask(momentAt(1));
  assert.equal(value(slot), 'first');
  await nth(sent, 1).reply(['second'], [true]);
  assert.equal(value(slot), 'first', 'though its question was asked later');
  slot.ask(momentAt(2));
  assert.equal(value(slot), 'second', 'which is known by now, too');
  assert.equal(sent.length, 2);
});

/** Asks for what an event did in the projection `own`. */
function stepAt(position: number, program = 1): Asking<unknown> {
  return asking([{ ask: 'step', name: 'own', position, program }], (answer): unknown => answer);
}

test('steps have a lane of their own, for which nothing waits', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const step = scheduler.slot<unknown>('step');
  const [now, later] = [scheduler.slot<unknown>('now'), scheduler.slot<unknown>('later')];
  step.ask(stepAt(1));
  later.ask(commands);
  now.ask(momentAt(1));
  endTurn();
  const lanes = () => sent.map(({ lane, asked }) => [lane, ...asked]);
  assert.deepEqual(lanes(), [['now', 'moment 1']]);
  await nth(sent, 0).reply(['first']);
  assert.deepEqual(lanes().slice(1), [
    ['later', 'commands'],
    ['step', 'step own 1'],
  ]);
  now.ask(momentAt(2));
  await nth(sent, 1).reply(['Pay']);
  later.ask(stats);
  endTurn();
  await nth(sent, 3).reply(['second']);
  await nth(sent, 4).reply(['held']);
  assert.deepEqual([value(now), value(later)], ['second', 'held'], 'while the step goes on');
});

test('of steps one is under way and the newest waits, however fast one goes on', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>('step');
  for (const position of [1, 2, 3, 4]) {
    slot.ask(stepAt(position));
    endTurn();
  }
  await nth(sent, 0).reply(['one'], [true]);
  await nth(sent, 1).reply(['four'], [true]);
  assert.deepEqual(
    sent.map(({ asked }) => asked),
    [['step own 1'], ['step own 4']],
  );
  assert.equal(value(slot), 'four');
});

test('a step is known until the projection is another, or the log', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  const slot = scheduler.slot<unknown>('step');
  slot.ask(stepAt(1));
  endTurn();
  await nth(sent, 0).reply(['before'], [true]);
  scheduler.changed(true);
  pass(10);
  assert.equal(sent.length, 1, 'what is appended changes nothing of it');
  slot.ask(stepAt(1, 2));
  endTurn();
  await nth(sent, 1).reply(['after'], [true]);
  assert.equal(value(slot), 'after');
  scheduler.changed(false);
  endTurn();
  assert.equal(sent.length, 3);
});

test('a step that failed is tried again when the log has changed', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  const slot = scheduler.slot<unknown>('step');
  slot.ask(stepAt(1));
  endTurn();
  const error = { code: 'invalid_query', message: 'it stopped before', details: {} };
  await nth(sent, 0).reply([{ error }], [true]);
  assert.equal(slot.shown.value.error?.code, 'invalid_query');
  scheduler.changed(true);
  pass(10);
  await nth(sent, 1).reply(['it goes on'], [true]);
  assert.deepEqual([value(slot), slot.shown.value.error], ['it goes on', null]);
});

test('an error is one slot’s, and leaves what it showed', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  const [one, other] = [scheduler.slot<unknown>(), scheduler.slot<unknown>()];
  one.ask(stats);
  other.ask(commands);
  endTurn();
  await nth(sent, 0).reply(['held', ['Pay']]);
  scheduler.changed(true);
  pass(10);
  const error = { code: 'invalid_query', message: 'no', details: { field: 'at' } };
  await nth(sent, 1).reply([{ error }, ['Pay', 'Ship']]);
  const { value: shown, error: told } = one.shown.value;
  assert.equal(shown, 'held');
  assert.deepEqual(
    [told?.code, told?.message, told?.details],
    ['invalid_query', 'no', { field: 'at' }],
  );
  assert.deepEqual(value(other), ['Pay', 'Ship']);
  assert.equal(other.shown.value.error, null);
});

test('an engine that stopped takes nothing away, and its successor is asked', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(stats);
  endTurn();
  await nth(sent, 0).reply(['held']);
  scheduler.changed(true);
  pass(10);
  await nth(sent, 1).fail(stopped('killed'));
  assert.deepEqual([value(slot), slot.shown.value.error], ['held', null]);
  scheduler.changed(true);
  pass(10);
  await nth(sent, 2).reply(['all']);
  assert.equal(value(slot), 'all');
});

test('answers about a log that is gone are not shown', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(stats);
  const once = scheduler.once(commands).catch((error: EngineError) => error.code);
  endTurn();
  scheduler.changed(false);
  endTurn();
  await nth(sent, 0).reply(['old', ['old']]);
  assert.equal(value(slot), null);
  assert.equal(await once, 'engine_stopped');
  await nth(sent, 1).reply(['new']);
  assert.equal(value(slot), 'new');
});

test('what is asked once goes with the rest, and rejects with its own error', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(stats);
  const good = scheduler.once(commands);
  const bad = scheduler.once(momentAt(-1)).catch((error: EngineError) => error.code);
  endTurn();
  assert.deepEqual(nth(sent, 0).asked, ['stats', 'commands', 'moment -1']);
  const error = { code: 'invalid_query', message: 'no', details: {} };
  await nth(sent, 0).reply(['held', ['Pay'], { error }]);
  assert.deepEqual(await good, ['Pay']);
  assert.equal(await bad, 'invalid_query');
});

test('what can’t be written as JSON is an error in its place, and is not sent', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(momentAt(Number.NaN));
  endTurn();
  assert.equal(slot.shown.value.error?.code, 'invalid_query');
  await assert.rejects(scheduler.once(momentAt(Number.NaN)), EngineError);
  assert.equal(sent.length, 0);
});

test('no question is answered at once, and null forgets', async () => {
  const { scheduler, sent, endTurn } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(asking([], () => 'nothing to know'));
  endTurn();
  assert.equal(value(slot), 'nothing to know');
  slot.ask(stats);
  endTurn();
  slot.ask(null);
  assert.equal(value(slot), null);
  await nth(sent, 0).reply(['late']);
  assert.equal(value(slot), null, 'what comes late is for nobody');
});

test('a slot may ask something else once the log has changed, and does so in the same batch', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  let position = 1;
  const renewing = scheduler.slot<unknown>('now', () => momentAt(position));
  const other = scheduler.slot<unknown>();
  renewing.ask(momentAt(position));
  other.ask(stats);
  endTurn();
  await nth(sent, 0).reply(['first', 'held']);
  position = 2;
  endTurn();
  assert.equal(sent.length, 1, 'by itself nothing is asked');
  scheduler.changed(true);
  pass(10);
  assert.deepEqual(nth(sent, 1).asked, ['moment 2', 'stats']);
});

test('a closed slot is not asked again', async () => {
  const { scheduler, sent, endTurn, pass } = scheduled();
  const slot = scheduler.slot<unknown>();
  slot.ask(stats);
  endTurn();
  await nth(sent, 0).reply(['held']);
  slot.close();
  scheduler.changed(true);
  pass(10);
  assert.equal(sent.length, 1);
});
