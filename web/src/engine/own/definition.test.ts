import { deepEqual, notEqual } from 'node:assert/strict';
import { test } from 'node:test';
import { type Definition, keptText, readDefinitions, toOpen } from './definition';

function definition(members: Partial<Definition>): Definition {
  return {
    name: 'balances',
    id: 'one',
    revision: 1,
    source: 'fromAll()',
    engine: 'v1',
    onError: 'continue',
    beside: false,
    emits: false,
    fault: null,
    ...members,
  };
}

const second = definition({ id: 'two', revision: 2 });
const first = definition({ beside: true });

test('what is kept is read again, both revisions of a name', () => {
  deepEqual(readDefinitions(keptText([second, first])), [second, first]);
});

test('what the version before has kept are revisions that answer', () => {
  const { id: _, beside: __, ...before } = definition({ revision: 3 });
  const other = { ...before, name: 'other' };
  deepEqual(readDefinitions(JSON.stringify([before, other])), [
    definition({ id: 'balances', revision: 3 }),
    definition({ id: 'other', revision: 3, name: 'other' }),
  ]);
});

test('of each name one answers, and one is beside it', () => {
  const third = definition({ id: 'three', revision: 3, beside: true });
  const alone = definition({ name: 'alone', beside: true });
  const text = JSON.stringify([first, third, second, alone, definition({ revision: 9 })]);
  deepEqual(readDefinitions(text), [first, second]);
});

test('of what can’t be read there are none', () => {
  for (const text of ['', '{', '7', 'null', '[7]', '[{"name":"a"}]'])
    deepEqual(readDefinitions(text), [], text);
});

test('that the browser ran none is not kept', () => {
  const fault = { position: 1, code: 'sandbox_refused', message: '', line: null, column: null };
  const kept = keptText([definition({ fault: fault as Definition['fault'] })]);
  deepEqual(readDefinitions(kept), [definition({})]);
});

test('no two revisions stand for one program, though they have one source', () => {
  const [a, b] = JSON.parse(toOpen(keptText([second, first])));
  deepEqual([a.revision, a.beside, b.revision, b.beside], [2, false, 1, true]);
  notEqual(a.program, b.program);
});
