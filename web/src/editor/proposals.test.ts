import assert from 'node:assert/strict';
import { test } from 'node:test';
import { javascriptLanguage } from '@codemirror/lang-javascript';
import { membersIn } from './data-members';
import { type Known, nothingKnown } from './known';
import { placeAt } from './place';
import { type Proposal, proposalsAt } from './proposals';

const placed = {
  orderId: '1001',
  customer: { name: 'Ada', address: { city: 'Bergen' } },
  lines: [{ sku: 'mug', quantity: 2 }],
  'unit-price': 3,
};
const data: Record<string, unknown[]> = {
  OrderPlaced: [placed],
  PaymentReceived: [{ orderId: '1001', amount: '25.00' }],
  'cart-emptied': [{ reason: 'time' }],
};
const known: Known = {
  types: Object.keys(data),
  categories: ['order', 'cart'],
  streamsLike: (typed) => [`${typed}…`, "it's"],
  membersOf: async (type) => membersIn(data[type] ?? []),
};

/** What is proposed at the last `|` in a source, and the text that it takes the place of. */
async function at(source: string, knowing = known): Promise<{ all: Proposal[]; word: string }> {
  const caret = source.lastIndexOf('|');
  const text = source.slice(0, caret) + source.slice(caret + 1);
  const place = placeAt({ text, tree: javascriptLanguage.parser.parse(text) }, caret);
  if (!place) return { all: [], word: '' };
  const all = await proposalsAt(place, text.slice(place.from, caret), knowing);
  return { all, word: text.slice(place.from, place.to) };
}

const labels = async (source: string) => (await at(source)).all.map(({ label }) => label);

test('at the top of a source its sources come, and what is there all the time', async () => {
  const all = await labels('fr|');
  assert.deepEqual(all.slice(0, 2), ['fromAll', 'fromStream']);
  assert.equal(all.includes('log'), true);
  assert.equal(all.includes('emit'), false);
});

test('where events are run, what puts out events comes, and no source', async () => {
  const all = await labels('fromAll().when({ OrderPlaced(s, e) { em| } })');
  assert.deepEqual(all, ['emit', 'linkTo', 'linkStreamTo', 'copyTo', 'log']);
});

test('of the chain, what may come there', async () => {
  assert.deepEqual(await labels('fromAll().|'), [
    'when',
    'foreachStream',
    'partitionBy',
    'outputState',
  ]);
  assert.deepEqual(await labels("fromStream('a').|"), ['when', 'partitionBy', 'outputState']);
  assert.deepEqual(await labels('fromAll().foreachStream().w|'), ['when']);
  assert.deepEqual(await labels("fromAll().when({}).outputTo('a').|"), []);
  assert.deepEqual(await labels('fromAll()\n  .partitionBy((e) => e.body.id)\n  .|'), ['when']);
  assert.deepEqual(await labels('other().|'), []);
  assert.deepEqual(await labels('fromAll().toString().|'), []);
});

test('the handlers that are left, types first', async () => {
  const all = await labels('fromAll().when({ OrderPlaced(s) {}, $init: () => 1, | })');
  assert.deepEqual(all, [
    'PaymentReceived',
    'cart-emptied',
    '$initShared',
    '$any',
    '$created',
    '$deleted',
  ]);
});

test('a handler is written whole, in quotes where its name needs them', async () => {
  const { all } = await at('fromAll().when({ |');
  const [first, , third] = all.map(({ snippet }) => snippet);
  assert.equal(first, 'OrderPlaced(s, e) {\n\t#{}\n},');
  assert.equal(third, "'cart-emptied'(s, e) {\n\t#{}\n},");
});

test('a handler’s name that has its function, or its quotes, is replaced alone', async () => {
  const written = {
    'car|: () => 1': "'cart-emptied'",
    'car|(s, e) {}': "'cart-emptied'",
    "'car|'(s, e) {}": 'cart-emptied',
    '"car|"': 'cart-emptied',
  };
  for (const [source, text] of Object.entries(written)) {
    const { all, word } = await at(`fromAll().when({ ${source} })`);
    const { snippet, instead } = all[2] ?? {};
    assert.deepEqual({ snippet, text: instead?.text, word }, { snippet: null, text, word: 'car' });
  }
});

test('the options that aren’t set yet', async () => {
  assert.deepEqual(await labels('options({ biState: true, r| })'), [
    'resultStreamName',
    '$includeLinks',
    'reorderEvents',
    'processingLag',
  ]);
});

test('other objects have keys of their own', async () => {
  assert.deepEqual(await labels('const a = { | }'), []);
  assert.deepEqual(await labels('fromAll().when({ $init() { return { | } } })'), []);
});

test('streams, categories and types come where they are named', async () => {
  assert.deepEqual(await labels("fromStream('or|')"), ['or…', "it's"]);
  assert.deepEqual(await labels("fromStreams(['a', 'or|'])"), ['or…', "it's"]);
  assert.deepEqual(await labels('fromCategory("|'), ['order', 'cart']);
  assert.deepEqual(await labels('fromCategories(["order", "|"])'), ['order', 'cart']);
  assert.deepEqual(await labels("on_event('|', f)"), known.types);
  assert.deepEqual(await labels("on_event('a', '|')"), []);
  assert.deepEqual(await labels("other('|')"), []);
  assert.deepEqual(await labels("constructor('|')"), []);
});

test('a name is put between quotes that are there, or with its own', async () => {
  const written = async (source: string) => (await at(source)).all[1]?.instead?.text;
  assert.equal(await written("fromStream('|')"), "it\\'s");
  assert.equal(await written('fromStream(|)'), '"it\'s"');
  assert.equal(await written('fromCategories([|])'), "'cart'");
  const { word } = await at("fromStream('or|der')");
  assert.equal(word, 'order');
});

test('of an event, its members', async () => {
  for (const source of [
    'fromAll().when({ OrderPlaced(s, e) { e.| } })',
    'fromAll().when({ OrderPlaced: function (state, event) { return event.| } })',
    'fromAll().when({ $any: (s, it) => it?.| })',
    'on_event("OrderPlaced", (s, e) => e.|)',
    'on_any((s, e) => e.|)',
    'fromAll().partitionBy((e) => e.|)',
    'function placed(s, e) { e.| }\nfromAll().when({ OrderPlaced: placed })',
    'const placed = (s, e) => e.|;\nfromAll().when({ OrderPlaced: placed })',
  ]) {
    assert.deepEqual((await labels(source)).slice(0, 3), ['data', 'body', 'eventType'], source);
  }
});

test('no members where it isn’t an event', async () => {
  for (const source of [
    'fromAll().when({ OrderPlaced(s, e) { s.| } })',
    'fromAll().when({ OrderPlaced(s, e) { other.| } })',
    'fromAll().when({ OrderPlaced(s, e) { ((e) => e.|)(1) } })',
    'fromAll().when({ OrderPlaced(s, e) { const e2 = 1; { const e = e2; e.| } } })',
    'fromAll().transformBy((e) => e.|)',
    'const a = b; const b = a; a.|',
  ]) {
    assert.deepEqual(await labels(source), [], source);
  }
});

test('of an event’s data, the members that the type’s events have', async () => {
  const inHandler = (code: string) => `fromAll().when({ OrderPlaced(s, e) { ${code} } })`;
  const top = ['orderId', 'customer', 'lines', 'unit-price'];
  assert.deepEqual(await labels(inHandler('e.body.|')), top);
  assert.deepEqual(await labels(inHandler('s.last = e.data.|;')), top);
  assert.deepEqual(await labels(inHandler('(e.body || {}).|')), top);
  assert.deepEqual(await labels(inHandler('e.body.customer.ad|')), ['name', 'address']);
  assert.deepEqual(await labels(inHandler("e.body['customer'].|")), ['name', 'address']);
  assert.deepEqual(await labels(inHandler('e.body.customer?.address?.|')), ['city']);
  assert.deepEqual(await labels(inHandler('e.body.|\n  s.count++;')), top);
  assert.deepEqual(await labels(inHandler('e.body.nothing.|')), []);
  assert.deepEqual(await labels(inHandler('e.body.lines.|')), [], 'an array has none of them');
  assert.deepEqual(await labels(inHandler('e.body.lines[0].|')), ['sku', 'quantity']);
  assert.deepEqual(await labels(inHandler('e.metadata.|')), []);
});

test('names that stand for something in the event lead there', async () => {
  const inHandler = (code: string) => `fromAll().when({ OrderPlaced(s, e) { ${code} } })`;
  const lines = ['sku', 'quantity'];
  assert.deepEqual(await labels(inHandler('const c = e.body.customer; c.|')), ['name', 'address']);
  assert.deepEqual(await labels(inHandler('var e = e.body.customer; e.|')), ['name', 'address']);
  assert.deepEqual(await labels(inHandler('const { customer } = e.body; customer.|')), [
    'name',
    'address',
  ]);
  assert.deepEqual(await labels(inHandler('const { customer: { address: a } } = e.body; a.|')), [
    'city',
  ]);
  assert.deepEqual(await labels(inHandler('const [first] = e.body.lines; first.|')), lines);
  assert.deepEqual(await labels(inHandler('for (const line of e.body.lines) { line.| }')), lines);
  assert.deepEqual(await labels(inHandler('e.body.lines.forEach((line) => { line.| })')), lines);
  assert.deepEqual(await labels(inHandler('e.body.lines.reduce((n, l) => n + l.|, 0)')), lines);
  assert.deepEqual(await labels(inHandler('e.body.lines.reduce((n) => n.|, 0)')), []);
  assert.deepEqual(
    await labels('fromAll().when({ OrderPlaced: (s, { body }) => body.customer.| })'),
    ['name', 'address'],
  );
});

test('a member is told with its type and an example', async () => {
  const { all } = await at('fromAll().when({ OrderPlaced(s, e) { e.body.| } })');
  const { label, detail, says } = all[0] ?? {};
  assert.deepEqual(
    { label, detail, says },
    {
      label: 'orderId',
      detail: '"1001"',
      says: 'string, for example "1001"',
    },
  );
});

test('a member whose name is none in JavaScript takes brackets', async () => {
  const written = async (code: string) => {
    const { all } = await at(`fromAll().when({ OrderPlaced(s, e) { ${code} } })`);
    return all.find(({ label }) => label === 'unit-price')?.instead;
  };
  assert.deepEqual(await written('e.body.|'), { letters: 1, text: "['unit-price']" });
  assert.deepEqual(await written('e.body?.u|'), { letters: 2, text: "?.['unit-price']" });
});

test('an event of any type has the members of all, with the types that have each', async () => {
  const { all } = await at('fromAll().when({ $any(s, e) { e.body.| } })');
  const says = Object.fromEntries(all.map(({ label, says }) => [label, says]));
  assert.match(says.orderId ?? '', /in OrderPlaced, PaymentReceived, /);
  assert.match(says.reason ?? '', /in cart-emptied, /);
});

test('a key is asked of the events that are handled', async () => {
  const handled = 'when({ PaymentReceived(s, e) {} })';
  assert.deepEqual(await labels(`fromAll().partitionBy((e) => e.body.|).${handled}`), [
    'orderId',
    'amount',
  ]);
  const every = await labels('fromAll().partitionBy((e) => e.body.|)');
  assert.equal(every.includes('reason'), true);
});

test('a function that handles two types has the members of both', async () => {
  const all = await labels(
    'const f = (s, e) => e.body.|; fromAll().when({ PaymentReceived: f, "cart-emptied": f })',
  );
  assert.deepEqual(all, ['orderId', 'amount', 'reason']);
});

test('nothing is proposed in comments, numbers and texts', async () => {
  for (const source of [
    '// fr|',
    '/* fr| */',
    '1.|',
    '`fr|`',
    "'fr|'",
    '/fr|/',
    'const fr|',
    '// fromAll().|',
    "// fromStream('|')",
  ]) {
    assert.deepEqual(await labels(source), [], source);
  }
});

test('where nothing is known of the log, the API is', async () => {
  const { all } = await at('fromAll().when({ | })', nothingKnown);
  assert.equal(all[0]?.label, '$init');
});
