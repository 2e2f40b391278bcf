import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiNames } from '../definition/diagnostics/global-rules';
import { chainNames } from '../definition/sandbox/chain';
import { optionTypes } from '../definition/sandbox/options';
import { ProjectionEvent } from '../definition/sandbox/projection-event';
import {
  type ApiEntry,
  chainFunctions,
  definitionFunctions,
  eventFunctions,
  eventMembers,
  logFunction,
  optionKeys,
  specialHandlers,
} from './api';

const names = (...entries: ApiEntry[]) => entries.map(({ name }) => name).sort();

test('all that a source may call is told, and no more', () => {
  assert.deepEqual(
    names(...definitionFunctions, ...eventFunctions, logFunction),
    [...apiNames].sort(),
  );
  assert.deepEqual(names(...chainFunctions), [...chainNames].sort());
});

test('all options are told, each with its type', () => {
  assert.deepEqual(
    Object.fromEntries(optionKeys.map(({ name, detail }) => [name, detail])),
    optionTypes,
  );
});

test('all members of an event are told, and no more', () => {
  const event = ProjectionEvent.sealed(
    {
      ...{ position: 1, id: 'a', type: 'Placed', stream: 'order-1', version: 1 },
      ...{ time: '2026-01-06T09:00:00Z', data: '{}', metadata: null },
    },
    { partition: '', category: null },
  );
  const read = Object.entries(Object.getOwnPropertyDescriptors(ProjectionEvent.prototype))
    .filter(([, { get }]) => get)
    .map(([name]) => name);
  assert.deepEqual(names(...eventMembers), [...new Set([...Object.keys(event), ...read])].sort());
});

test('each is said in one line, as a sentence', () => {
  const every = [
    ...definitionFunctions,
    ...chainFunctions,
    ...eventFunctions,
    ...specialHandlers,
    ...eventMembers,
    ...optionKeys,
    logFunction,
  ];
  for (const { name, says } of every) {
    assert.match(says, /^[^\n]{8,95}\.$/, name);
  }
});
