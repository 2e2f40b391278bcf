// Whatever type is wrong in a call of the scripting API: the call rejects with an error that has a code
// and names the member, in JSON's words.

import { whyUnnamed } from './recorded/compare';
import { type Call, play } from './recorded/play.mjs';
import { expect, test } from './shared';

const nan = { $: 'number', text: 'NaN' };
const bigint = { $: 'bigint', text: '3' };
const symbol = { $: 'symbol' };
const callback = { $: 'function' };
const cyclic = { $: 'cyclic' };
/** What JSON can't hold is wrong wherever JSON is wanted. */
const noJson = [nan, bigint, symbol, callback, cyclic];

/** For each type that a member can have: values that are not of it. */
const wrong = {
  text: [5, true, {}, [], ...noJson],
  number: ['5', true, {}, [], ...noJson],
  truth: [0, 'yes', {}, [], ...noJson],
  numbers: ['one', 5, {}, ['5'], [nan], [symbol], ...noJson],
  texts: ['one', 5, {}, [5], [nan], [symbol], ...noJson],
  moment: [
    '2026-01-06',
    5,
    true,
    [],
    {},
    { position: '3' },
    { position: nan },
    { time: 5 },
    ...noJson,
  ],
  place: ['noon', true, {}, [], ...noJson],
  json: noJson,
  object: [5, '{}', true, nan, bigint, symbol, callback],
  function: [5, 'run', true, {}, nan, bigint, symbol, cyclic],
  signal: [5, 'stop', true, {}, nan, bigint, symbol, callback, cyclic],
  version: [true, {}, [], 'latest', 1.5, -1, ...noJson],
  log: [5, true, {}, [], ...noJson],
};

type Kind = keyof typeof wrong;

/** A member whose absence has a meaning may be null as well; one with `!` has to be there. */
type Members = Record<string, Kind | `${Kind}!`>;

/** A method, arguments that are right, the names of those that are no query or options, and what all members are. */
interface Method {
  call: Call;
  args: Members;
  /** What the last argument is called, and the types of its members. */
  last?: [name: string, members: Members];
}

const page: Members = { offset: 'number', limit: 'number' };
const filter: Members = {
  from: 'text',
  to: 'text',
  clock: 'text',
  types: 'texts',
  streams: 'texts',
  category: 'text',
  text: 'text',
  at: 'moment',
};
const row: Members = { name: 'text!', key: 'text!' };
const id: Members = { id: 'text!' };
const noted = { type: 'Noted', stream: 'note-1' };

const methods: Method[] = [
  {
    call: ['append', noted, {}],
    args: {},
    last: ['options', { expectedVersion: 'version', idempotent: 'truth' }],
  },
  {
    call: ['import', '{}', {}],
    args: { log: 'log!' },
    last: ['options', { format: 'text', onProgress: 'function', signal: 'signal' }],
  },
  { call: ['export', {}], args: {}, last: ['filter', filter] },
  {
    call: ['events', {}],
    args: {},
    last: ['query', { ...filter, ...page, after: 'number', order: 'text' }],
  },
  { call: ['ask', []], args: { questions: 'object!' } },
  { call: ['projections', {}], args: {}, last: ['options', { at: 'moment', revisions: 'truth' }] },
  {
    call: ['table', 'streams', {}],
    args: { name: 'text!' },
    last: [
      'query',
      { at: 'moment', sort: 'text', descending: 'truth', search: 'text', exact: 'truth', ...page },
    ],
  },
  {
    call: ['row', 'streams', 'order-1001', {}],
    args: row,
    last: ['options', { at: 'moment', exact: 'truth' }],
  },
  {
    call: ['diff', 'streams', { from: { position: 1 } }],
    args: { name: 'text!' },
    last: ['query', { from: 'moment!', to: 'moment', exact: 'truth', sums: 'truth', ...page }],
  },
  {
    call: ['compare', 'streams', { revisions: [1, 2] }],
    args: { name: 'text!' },
    last: ['query', { revisions: 'numbers!', at: 'moment', ...page }],
  },
  {
    call: ['step', 'nobody', 1, {}],
    args: { name: 'text!', position: 'number!' },
    last: ['options', { revision: 'number' }],
  },
  {
    call: ['drop', 'nobody', {}],
    args: { name: 'text!' },
    last: ['options', { revision: 'number' }],
  },
  { call: ['rename', 'nobody', 'somebody'], args: { name: 'text!', to: 'text!' } },
  {
    call: ['lineage', 'streams', 'order-1001', {}],
    args: row,
    last: ['query', { at: 'moment', column: 'text', exact: 'truth', ...page }],
  },
  {
    call: ['find', 'streams', { column: 'data', op: '=', value: 1 }],
    args: { name: 'text!' },
    last: [
      'query',
      { key: 'text', column: 'text!', member: 'text', op: 'text!', value: 'json', ...page },
    ],
  },
  { call: ['failures', 'streams'], args: { name: 'text!' } },
  {
    call: ['histogram', { buckets: 2, by: 'type' }],
    args: {},
    last: [
      'query',
      {
        buckets: 'number!',
        axis: 'text',
        from: 'place',
        to: 'place',
        by: 'text',
        types: 'texts',
      },
    ],
  },
  {
    call: ['execute', 'add-stock', { sku: 'mug', quantity: 1 }],
    args: { command: 'text!', fields: 'object!' },
  },
  {
    call: ['subscribe', callback, {}],
    args: { handler: 'function!' },
    last: ['options', { from: 'text' }],
  },
  {
    call: ['generate', { events: 1 }],
    args: {},
    last: [
      'options',
      { events: 'number!', seed: 'number', onProgress: 'function', signal: 'signal' },
    ],
  },
  {
    call: ['workspaces.create', 'Other', {}],
    args: { name: 'text!' },
    last: ['options', { sample: 'truth' }],
  },
  { call: ['workspaces.rename', 'nobody', 'Other'], args: id },
  { call: ['workspaces.duplicate', 'nobody', 'Other'], args: id },
  {
    call: ['workspaces.verify', {}],
    args: {},
    last: ['options', { onProgress: 'function', signal: 'signal' }],
  },
  ...['open', 'remove', 'restore', 'purge', 'file'].map(
    (name): Method => ({
      call: [`workspaces.${name}`, 'nobody'],
      args: id,
    }),
  ),
];

/** The members of an event to append, of a command's fields and of a question in a batch, each wrong in turn. */
const inside: [member: string, kind: Kind, callWith: (value: unknown) => Call][] = [
  ...(['type', 'stream', 'id', 'time'] as const).map((member): (typeof inside)[number] => [
    member,
    'text',
    (value) => ['append', { ...noted, [member]: value }],
  ]),
  ['schemaVersion', 'number', (schemaVersion) => ['append', [noted, { ...noted, schemaVersion }]]],
  ['data', 'json', (data) => ['append', { ...noted, data }]],
  ['data', 'text', (dataText) => ['append', { ...noted, dataText }]],
  ['metadata', 'json', (metadata) => ['append', { ...noted, metadata }]],
  ['metadata', 'text', (metadataText) => ['append', { ...noted, metadataText }]],
  ['colour', 'json', (colour) => ['append', { ...noted, colour }]],
  ['sku', 'json', (sku) => ['execute', 'add-stock', { sku, quantity: 1 }]],
  ['quantity', 'json', (quantity) => ['execute', 'add-stock', { sku: 'mug', quantity }]],
];

interface Wrong {
  call: Call;
  member: string;
}

/** Each call with each member of a wrong type in turn. */
function wrongCalls(): Wrong[] {
  const all: Wrong[] = [];
  for (const { call, args, last } of methods) {
    const [name, ...right] = call;
    for (const [i, [member, kind]] of Object.entries(args).entries())
      for (const value of wrongOf(kind))
        all.push({ call: [name, ...right.with(i, value)], member });
    if (!last) continue;
    const [what, members] = last;
    for (const value of [...wrong.object, null])
      all.push({ call: [name, ...right.with(-1, value)], member: what });
    for (const [member, kind] of Object.entries(members))
      for (const value of wrongOf(kind)) {
        const query = { ...(right.at(-1) as object), [member]: value };
        all.push({ call: [name, ...right.with(-1, query)], member });
      }
  }
  for (const [member, kind, callWith] of inside)
    for (const value of wrong[kind]) all.push({ call: callWith(value), member });
  return all;
}

function wrongOf(kind: Kind | `${Kind}!`): unknown[] {
  return kind.endsWith('!') ? [...wrong[kind.slice(0, -1) as Kind], null] : wrong[kind as Kind];
}

test('a member of a wrong type is named by an error with a code', async ({ page }) => {
  const calls = wrongCalls();
  const outcomes = await play(
    page,
    calls.map(({ call }) => call),
  );
  const unnamed = outcomes.flatMap((outcome, i) => {
    const { call, member } = calls[i] as Wrong;
    const why = 'error' in outcome ? whyUnnamed(outcome.error, member) : 'was answered';
    return why ? [`${JSON.stringify(call)} ${why}`] : [];
  });
  expect(unnamed).toEqual([]);
});

test('every method gives a promise, even for what it refuses', async ({ page }) => {
  const others = await page.evaluate(async () => {
    const { workspaces, ready: _, ...own } = window.hindsight;
    const found: string[] = [];
    for (const [name, method] of [...Object.entries(own), ...Object.entries(workspaces)]) {
      try {
        const answer = (method as (given: unknown) => unknown)(Symbol('no argument'));
        if (!(answer instanceof Promise)) found.push(`${name} gave no promise`);
        await Promise.resolve(answer).catch(() => {});
      } catch (error) {
        found.push(`${name} threw ${error}`);
      }
    }
    return found;
  });
  expect(others).toEqual([]);
});
