/** What KurrentDB gives to the source of a projection, in our own words. */

/** Something that can be written in a source. */
export interface ApiEntry {
  name: string;
  /** What a function is called with, or of which type a member is. */
  detail: string;
  /** What it is or does, in one line. */
  says: string;
  /** What is written for it, with a place for each value that has to be filled in. */
  insert: string;
}

/** The functions that there are while the source itself runs. */
export const definitionFunctions: readonly ApiEntry[] = [
  called('fromAll', '', 'Reads all events of the log, in their order.', 'fromAll()'),
  called('fromStream', 'stream', 'Reads the events of one stream.', "fromStream('#{stream}')"),
  called(
    'fromStreams',
    'stream, …',
    'Reads the events of several streams, given one by one or as an array.',
    "fromStreams('#{first}', '#{second}')",
  ),
  called(
    'fromCategory',
    'category',
    'Reads the streams of a category: those whose names begin with it and a hyphen.',
    "fromCategory('#{category}')",
  ),
  called(
    'fromCategories',
    '[category, …]',
    'Reads several categories. The first engine then takes no foreachStream.',
    "fromCategories(['#{first}', '#{second}'])",
  ),
  called(
    'options',
    '{ … }',
    'Sets options of the projection. Several calls add up.',
    'options({ #{} })',
  ),
  called(
    'on_event',
    'type, handler',
    'Gives the handler for one type of events, in place of when.',
    "on_event('#{type}', (s, e) => {\n\t#{}\n});",
  ),
  called(
    'on_any',
    'handler',
    'Gives the handler for events of all types, in place of when.',
    'on_any((s, e) => {\n\t#{}\n});',
  ),
];

/** The members of what the functions above and those of this list give back. */
export const chainFunctions: readonly ApiEntry[] = [
  called('when', '{ handlers }', 'Gives a handler for each type of events.', 'when({\n\t#{}\n})'),
  called('foreachStream', '', 'Keeps a state of its own for each stream.', 'foreachStream()'),
  called(
    'partitionBy',
    'e => key',
    'Keeps a state for each key. An event whose key is neither text nor number is left out.',
    'partitionBy((e) => #{e.body.id})',
  ),
  called('outputState', '', 'Puts the state out as the result.', 'outputState()'),
  called(
    'transformBy',
    's => result',
    'Makes the result of the state. The second engine never runs it.',
    'transformBy((s) => #{s})',
  ),
  called(
    'filterBy',
    's => boolean',
    'Keeps the result only where exactly true is given. The second engine never runs it.',
    'filterBy((s) => #{true})',
  ),
  called(
    'outputTo',
    'stream, pattern?',
    'Names the stream of the results; {0} in the second name stands for the partition.',
    "outputTo('#{stream}')",
  ),
  called(
    '$defines_state_transform',
    '',
    'Says that the result is not the state itself. transformBy and filterBy say so too.',
    '$defines_state_transform()',
  ),
];

/** The functions that there are while an event is run. */
export const eventFunctions: readonly ApiEntry[] = [
  called(
    'emit',
    'stream, type, body, metadata?',
    'Writes an event to a stream. The body is an object.',
    "emit('#{stream}', '#{type}', { #{} })",
  ),
  called(
    'linkTo',
    'stream, event, metadata?',
    'Writes a link to an event to a stream.',
    "linkTo('#{stream}', #{e})",
  ),
  called(
    'linkStreamTo',
    'stream, linked',
    'Is deprecated: nothing resolves the links that it writes.',
    "linkStreamTo('#{stream}', #{e.streamId})",
  ),
  called('copyTo', 'stream, event', 'Does nothing.', "copyTo('#{stream}', #{e})"),
];

/** The function that there is all the time. */
export const logFunction: ApiEntry = called(
  'log',
  'text',
  'Writes a line to the projection’s log. Several arguments make several lines.',
  'log(#{})',
);

/** The handlers with a meaning of their own. */
export const specialHandlers: readonly ApiEntry[] = [
  handler('$init', '', 'Gives the state that a partition begins with. Without it that is {}.', [
    '$init() {\n\treturn { #{} };\n},',
  ]),
  handler('$initShared', '', 'Gives the state that partitions share, and switches biState on.', [
    '$initShared() {\n\treturn { #{} };\n},',
  ]),
  handler(
    '$any',
    's, e',
    'Handles events of all types. The first engine refuses it after handlers for named types.',
  ),
  handler(
    '$created',
    's, e',
    'Is called before the first event of a partition. What it returns is ignored.',
  ),
  handler(
    '$deleted',
    's, e, partition, isSoftDelete',
    'Is called when a stream is deleted, with null for the event. It needs foreachStream.',
  ),
];

/** The members of an event. */
export const eventMembers: readonly ApiEntry[] = [
  member('data', 'object', 'The event’s data, read from its JSON. It is the same object as body.'),
  member('body', 'object', 'The event’s data, read from its JSON. It is the same object as data.'),
  member('eventType', 'string', 'The event’s type.'),
  member('streamId', 'string', 'The stream that the event is in.'),
  member('sequenceNumber', 'number', 'The event’s number in its stream, from 0 on.'),
  member('created', 'string', 'When the event was created, in UTC with seven digits of a second.'),
  member('metadata', 'object | null', 'The event’s metadata, read from its JSON.'),
  member('eventId', 'string', 'The event’s id.'),
  member('partition', 'string', 'The key of the state that the event changes; "" without any.'),
  member(
    'category',
    'string | null',
    'The stream’s category. The first engine gives it after fromCategory, the second never.',
  ),
  member('isJson', 'boolean', 'Whether the data is JSON. If not, body and data are undefined.'),
  member('bodyRaw', 'string', 'The text of the data.'),
  member('metadataRaw', 'string | null', 'The text of the metadata.'),
  member('linkMetadata', 'object | null', 'The metadata of the link that led to the event.'),
  member('linkMetadataRaw', 'string | null', 'The text of that link’s metadata.'),
];

/** The options that a projection may set. */
export const optionKeys: readonly ApiEntry[] = [
  option(
    'biState',
    'boolean',
    'Partitions share a second state: a handler’s state is [own, shared].',
  ),
  option('resultStreamName', 'string', 'The stream of the results, as outputTo names it.'),
  option('$includeLinks', 'boolean', 'Reads links as well. Only the first engine heeds it.'),
  option(
    'reorderEvents',
    'boolean',
    'Puts the events of several streams in order. Only the first engine heeds it, for fromStreams.',
  ),
  option('processingLag', 'number', 'For how many milliseconds reorderEvents waits, 50 at least.'),
];

function called(name: string, given: string, says: string, insert: string): ApiEntry {
  return { name, detail: `(${given})`, says, insert };
}

function handler(
  name: string,
  given: string,
  says: string,
  [insert] = [`${name}(${given}) {\n\t#{}\n},`],
): ApiEntry {
  return { name, detail: `(${given})`, says, insert };
}

function member(name: string, type: string, says: string): ApiEntry {
  return { name, detail: type, says, insert: name };
}

function option(name: string, type: 'boolean' | 'number' | 'string', says: string): ApiEntry {
  const usual = { boolean: '#{true}', number: '#{50}', string: "'#{stream}'" }[type];
  return { name, detail: type, says, insert: `${name}: ${usual}` };
}
