import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EngineError } from './errors';
import { eventText } from './event-text';

test('data that came as text is kept byte for byte', () => {
  const dataText = '{ "n": 12345678901234567890,\n\t"__proto__": 1.0 }';
  const text = eventText({ type: 'T', stream: 's', dataText }, 0);
  assert.equal(text, `{"type":"T","stream":"s","data":${dataText}}`);
});

test('metadata that came as text are kept byte for byte', () => {
  const metadataText = '{"n":9007199254740999,"e":1e400,"p":12.50,"n":1,"__proto__":{"a":1}}';
  const event = { type: 'T', stream: 's', metadataText };
  assert.equal(eventText(event, 0), `{"type":"T","stream":"s","metadata":${metadataText}}`);
});

for (const metadata of [{ n: Number.NaN }, { n: 1n }]) {
  test(`metadata that JSON can’t hold are refused: ${typeof metadata.n}`, () => {
    assert.throws(() => eventText({ type: 'T', stream: 's', metadata }, 1), {
      code: 'invalid_event',
      message: /Event 2 of the batch: its metadata/,
    });
  });
}

test('metadata text that is no JSON is refused where it is wrong', () => {
  const event = { type: 'T', stream: 's', metadataText: '{"a"}' };
  assert.throws(() => eventText(event, 0), { code: 'invalid_event', message: /line 1, column 5/ });
});

test('text keeps white space around it', () => {
  const event = { type: 'T', stream: 's', dataText: ' 1\n', metadataText: '{"p":12.50}\t' };
  const texts = '"metadataText":"{\\"p\\":12.50}\\t","dataText":" 1\\n"';
  assert.equal(eventText(event, 0), `{"type":"T","stream":"s",${texts}}`);
});

for (const [metadataText, column, got] of [
  ['[1]', 1, 'an array'],
  ['\t"x"', 2, 'a string'],
  ['null', 1, 'null'],
  [' -1', 2, 'a number'],
] as const) {
  test(`metadata text has to be an object: ${metadataText}`, () => {
    assert.throws(() => eventText({ type: 'T', stream: 's', metadataText }, 1), {
      code: 'invalid_event',
      message: `Event 2 of the batch: its metadata is no JSON object: line 1, column ${column}: got ${got}, want an object`,
      details: { index: 1, field: 'metadata', line: 1, column },
    });
  });
}

for (const text of [null, 1, {}, ['1']]) {
  test(`what is to be text has to be a string: ${JSON.stringify(text)}`, () => {
    for (const member of ['data', 'metadata']) {
      const event = { type: 'T', stream: 's', [`${member}Text`]: text as never };
      assert.throws(
        () => eventText(event, 0),
        (error: EngineError) => {
          assert.equal(error.code, 'invalid_event');
          assert.match(error.message, new RegExp(`its ${member}Text: got .*, want a string`));
          assert.equal(error.details.field, member);
          return true;
        },
      );
    }
  });
}

test('data text can’t smuggle in fields or events', () => {
  const event = { type: 'T', stream: 's', dataText: '1},{"type":"U","stream":"s","data":2' };
  assert.throws(() => eventText(event, 0), { code: 'invalid_event' });
});

for (const data of [Number.NaN, { a: [Number.POSITIVE_INFINITY] }, 1n]) {
  test(`data that JSON can’t hold is refused: ${typeof data}`, () => {
    assert.throws(() => eventText({ type: 'T', stream: 's', data }, 2), {
      code: 'invalid_event',
      message: /Event 3/,
    });
  });
}

test('what is no event, or nested too deep, is invalid_event before it is sent', () => {
  const deep = `${'['.repeat(600)}${']'.repeat(600)}`;
  const refused = { code: 'invalid_event' };
  assert.throws(() => eventText(null as never, 0), refused);
  assert.throws(() => eventText('x' as never, 0), refused);
  assert.throws(() => eventText({ type: 'A', stream: 'a', dataText: deep }, 0), {
    ...refused,
    message: /line 1, column 513: nested more than 512 levels deep/,
  });
});
