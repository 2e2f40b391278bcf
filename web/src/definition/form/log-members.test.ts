import assert from 'node:assert/strict';
import { test } from 'node:test';
import { examplesOf, type LogEvent, membersOfLog } from './log-members';
import { pathText } from './path-text';

const event = (type: string, stream: string, dataText: string): LogEvent => ({
  type,
  stream,
  dataText,
});

test('members are counted with what they hold, by the types that have them', () => {
  const log = membersOfLog([
    event('Opened', 'account-1', '{"id":"1","owner":{"name":"Ada"},"amount":null}'),
    event('Deposited', 'account-1', '{"id":"1","amount":"12.50"}'),
    event('Deposited', 'account-2', ' { "id" : "2" , "amount" : 3 }'),
  ]);
  assert.equal(log.events, 3);
  assert.equal(log.streams, 2);
  assert.deepEqual(
    [...log.types],
    [
      ['Opened', 1],
      ['Deposited', 2],
    ],
  );
  assert.deepEqual(
    log.members.map((member) => [
      pathText(member.path),
      member.events,
      [...member.types],
      [...member.kinds],
    ]),
    [
      [
        'id',
        3,
        [
          ['Opened', 1],
          ['Deposited', 2],
        ],
        [['digits', 3]],
      ],
      ['owner.name', 1, [['Opened', 1]], [['text', 1]]],
      [
        'amount',
        2,
        [['Deposited', 2]],
        [
          ['null', 1],
          ['decimal', 1],
          ['whole', 1],
        ],
      ],
    ],
  );
  const [id] = log.members;
  assert.deepEqual([...(id?.values ?? [])], ['"1"', '"2"']);
  assert.equal(id?.naming, 3);
});

test('three examples differ from each other and are the first', () => {
  const texts = ['1', '1', '2', '"2"', '3'].map((n) => event('A', 's', `{"n":${n}}`));
  const [n] = membersOfLog(texts).members;
  assert.ok(n);
  assert.deepEqual(examplesOf(n), ['1', '2', '"2"']);
  assert.equal(n.values.size, 4);
});

test('numbers keep their digits, so that one sees which JavaScript can’t hold', () => {
  const texts = ['9007199254740993', '12345678901234567.89', '0.1', '7'];
  const [n] = membersOfLog(texts.map((text) => event('A', 's', `{"n":${text}}`))).members;
  assert.deepEqual(n?.rounded, { events: 2, example: '9007199254740993' });
});

test('lists, payloads that are none or too long, and the server’s own types are left out', () => {
  const log = membersOfLog([
    event('A', 's', '{"list":[{"a":1}],"empty":{},"b":2}'),
    event('A', 's', '[1]'),
    event('A', 's', 'null'),
    event('A', 's', `{"long":"${'x'.repeat(20_000)}"}`),
    event('$metadata', 's', '{"c":3}'),
  ]);
  assert.deepEqual(
    log.members.map(({ path }) => path),
    [['b']],
  );
  assert.deepEqual([log.events, log.unread], [4, 3]);
});

test('names are what is written, whatever they mean in JavaScript, and the last of two counts', () => {
  const { members } = membersOfLog([
    event('A', 's', '{"__proto__":1,"a.b":{"":2},"a":{"b":{"":3}},"twice":4,"twice":"5"}'),
  ]);
  assert.deepEqual(
    members.map((member) => [member.path, examplesOf(member)[0]]),
    [
      [['__proto__'], '1'],
      [['a.b', ''], '2'],
      [['a', 'b', ''], '3'],
      [['twice'], '"5"'],
    ],
  );
});

test('members beyond the first two hundred are left out', () => {
  const many = Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`m${at}`, at]));
  const half = Object.fromEntries(Object.entries(many).slice(150));
  const log = membersOfLog([many, half].map((data) => event('A', 's', JSON.stringify(data))));
  assert.equal(log.members.length, 200);
});
