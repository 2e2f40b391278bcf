/**
 * An event as a structured CloudEvent 1.0, as `interchange.AppendCloudEvent` of the Go code writes it:
 * importing it gives the same event. The program the page loads has no room for that function.
 */

import { jsonEntries } from './json';
import { dataTextOf, membersOf, metadataTextOf } from './stored-line';

/** The source of an event whose metadata name none. It is not kept at import. */
const source = '/hindsight';
/** More extensions than this would be too many to read. */
const mostExtensions = 32;
/** Members of an event and the attributes that they become. */
const attributes = [
  ['type', 'type'],
  ['stream', 'subject'],
  ['time', 'time'],
  ['recorded', 'recordedtime'],
] as const;
/** Members of metadata that other programs know by a name of theirs. */
const known = new Map([
  ['datacontenttype', 'datacontenttype'],
  ['dataschema', 'dataschema'],
  ['correlationId', 'correlationid'],
  ['causationId', 'causationid'],
]);
/** What an extension can't be called, since it means something else in a CloudEvent or at import. */
const reserved = new Set([
  'specversion',
  'id',
  'type',
  'subject',
  'time',
  'data',
  'recordedtime',
  'schemaversion',
  'correlationid',
  'causationid',
  'metadata',
]);
const encoding = 'datacontentencoding';

/**
 * The CloudEvent of an event, an attribute a line, its data byte for byte.
 *
 * @param line the event as `export` writes it.
 */
export function cloudEventOf(line: string): string {
  const event = membersOf(line);
  const data = dataTextOf(event);
  const metadata = metadataTextOf(event) ?? '';
  const members = membersOf(metadata || '{}');
  const plain = isPlain(metadata, data);
  const lines = [member('specversion', '"1.0"'), member('id', event.get('id') ?? '""')];
  const its = members.get('source') ?? '';
  if (!isName(its)) lines.push(member('source', JSON.stringify(source)));
  else if (!plain) lines.push(member('source', its));
  for (const [name, attribute] of attributes) {
    const value = event.get(name);
    if (value !== undefined) lines.push(member(attribute, value));
  }
  const version = event.get('schemaVersion') ?? '1';
  if (version !== '1') lines.push(member('schemaversion', version));
  lines.push(...(plain ? extensions(members) : embedded(members, metadata)));
  const encoded = members.get(encoding) === '"base64"' && data.trim().startsWith('"');
  lines.push(member(encoded ? 'data_base64' : 'data', data));
  return `{\n${lines.join(',\n')}\n}`;
}

function member(name: string, value: string): string {
  return `  ${JSON.stringify(name)}: ${value}`;
}

/** Whether a value is a string that is not empty. */
function isName(value: string): boolean {
  return value.startsWith('"') && value !== '""';
}

function extensions(members: ReadonlyMap<string, string>): string[] {
  return [...members]
    .filter(([name]) => name !== encoding)
    .map(([name, value]) => member(known.get(name) ?? name, value));
}

/** Metadata that attributes can't hold: as a string, and what others know by their name for it. */
function embedded(members: ReadonlyMap<string, string>, metadata: string): string[] {
  const lines = [...known].flatMap(([name, attribute]) => {
    const value = members.get(name) ?? '';
    return isName(value) ? [member(attribute, value)] : [];
  });
  return [...lines, member('metadata', JSON.stringify(metadata))];
}

/** Whether attributes can hold the metadata, so that importing them gives the same text again. */
function isPlain(metadata: string, data: string): boolean {
  if (metadata === '') return true;
  const entries = jsonEntries(metadata, 0, mostExtensions + 1);
  const names = new Set(entries.map(({ name }) => name));
  if (names.size < entries.length || entries.length > mostExtensions) return false;
  const parts = entries.map(({ name, start, end }) => `${name}:${metadata.slice(start, end)}`);
  if (parts.length === 0 || `{${parts.join(',')}}` !== metadata) return false;
  return entries.every(({ name, start, end }, i) => {
    const value = metadata.slice(start, end);
    return isExtension(name ?? '', value, data, i === entries.length - 1);
  });
}

/** Whether a member of metadata, its name as written, can be an attribute and comes back as it was. */
function isExtension(written: string, value: string, data: string, last: boolean): boolean {
  const name = written.slice(1, -1);
  const isText = value.startsWith('"');
  if (name === 'correlationId' || name === 'causationId') return true;
  if (name === 'source') return isText && value !== '""' && value !== JSON.stringify(source);
  if (name === 'datacontenttype') return isText && value.toLowerCase() !== '"application/json"';
  if (name === encoding) return last && value === '"base64"' && data.startsWith('"');
  if (reserved.has(name) || !/^[a-z0-9]{1,20}$/.test(name)) return false;
  return isText || value === 'true' || value === 'false' || isInt32(value);
}

function isInt32(value: string): boolean {
  return /^-?\d{1,10}$/.test(value) && Number(value) === (Number(value) | 0);
}
