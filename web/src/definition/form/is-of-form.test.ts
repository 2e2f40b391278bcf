import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Form } from './form';
import { isOfForm } from './is-of-form';
import { writeSource } from './write-source';

test('a source that was changed by hand is no form’s any more', () => {
  const form: Form = {
    rows: 'stream',
    columns: [{ kind: 'count', name: 'n', types: null }],
    types: null,
  };
  const source = writeSource(form);
  assert.equal(isOfForm(source, JSON.parse(JSON.stringify(form))), true);
  assert.equal(isOfForm(source.replace('+= 1', '+= 2'), form), false);
  assert.equal(isOfForm(`${source} `, form), false);
});
