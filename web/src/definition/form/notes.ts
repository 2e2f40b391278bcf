import { type Column, type Form, memberOf, type Path, typesOf } from './form';
import { share } from './likely';
import type { LogMember, LogMembers } from './log-members';
import { pathText } from './path-text';

/** Something worth knowing of a table that is being chosen. */
export interface FormNote {
  code:
    | 'no_row'
    | 'one_row_an_event'
    | 'large_keys'
    | 'rounded'
    | 'doubles'
    | 'no_number'
    | 'many_distinct'
    | 'no_time';
  message: string;
}

/** From this many values on a list of distinct ones is called long, where nearly every event brings another. */
const manyDistinct = 100;

/** What a person should know of the table that a form describes, by what the log has. */
export function notesOf(form: Form, log: LogMembers): FormNote[] {
  const notes = [...rowNotes(form, log), ...form.columns.flatMap((one) => columnNotes(one, log))];
  // Two columns of one member have the same to say.
  return notes.filter(
    ({ message }, at) => notes.findIndex((other) => other.message === message) === at,
  );
}

function memberAt(path: Path | null, log: LogMembers): LogMember | undefined {
  return log.members.find((member) => path && pathText(member.path) === pathText(path));
}

/** Events that no row is for, and those that would need two. */
function rowNotes({ rows, columns, types }: Form, log: LogMembers): FormNote[] {
  if (typeof rows !== 'object') return [];
  const notes: FormNote[] = [];
  const name = pathText(rows.member);
  const row = memberAt(rows.member, log);
  const counted = [...log.types].filter(([type]) => types === null || types.includes(type));
  const without = counted
    .map(([type, events]) => ({ type, events: events - (row?.types.get(type) ?? 0) }))
    .filter(({ events }) => events > 0);
  if (without.length > 0) {
    const list = without.map(({ type, events }) => `${type} (${events})`).join(', ');
    notes.push({ code: 'no_row', message: `Without ${name}, and so not counted: ${list}.` });
  }
  notes.push(...twoRowNotes(row, columns, log));
  if (row && row.rounded.events > 0) {
    notes.push({
      code: 'large_keys',
      message: `${name} has numbers with more digits than JavaScript keeps, such as ${row.rounded.example}: two of them may become one row, here as in KurrentDB. Their text is in event.bodyRaw, which needs code.`,
    });
  }
  return notes;
}

/** Types that have the amount but not the row's member, and name two rows instead: a transfer’s two accounts. */
function twoRowNotes(
  row: LogMember | undefined,
  columns: readonly Column[],
  log: LogMembers,
): FormNote[] {
  if (!row) return [];
  const amounts = columns.map((column) => memberAt(memberOf(column), log));
  const types = [...log.types.keys()].filter(
    (type) => !row.types.has(type) && amounts.some((amount) => amount?.types.has(type)),
  );
  return types.flatMap((type) => {
    const naming = log.members.filter(
      ({ types, values }) => types.has(type) && [...values].some((value) => row.values.has(value)),
    );
    if (naming.length < 2) return [];
    const names = naming.map(({ path }) => pathText(path)).join(' and ');
    const message = `${type} names two rows, by ${names}, and KurrentDB gives an event one key. To count it in both takes code, or one table for each side.`;
    return [{ code: 'one_row_an_event' as const, message }];
  });
}

function columnNotes(column: Column, log: LogMembers): FormNote[] {
  if (column.kind === 'time') {
    const message =
      'KurrentDB’s second engine gives events no time: there this column is the year 1. Here it is the event’s time.';
    return [{ code: 'no_time', message }];
  }
  const member = memberAt(memberOf(column), log);
  if (!member) return [];
  const notes: FormNote[] = [];
  const name = pathText(member.path);
  if (member.rounded.events > 0) {
    notes.push({
      code: 'rounded',
      message: `${name} has numbers with more digits than JavaScript keeps, such as ${member.rounded.example}, read as ${Number(member.rounded.example)}. They are rounded before a handler is given them, here as in KurrentDB. Their text is in event.bodyRaw, which needs code.`,
    });
  }
  if ('adds' in column) notes.push(...sumNotes(column, member));
  if (column.kind === 'distinct' && isUnique(member)) {
    const message = `Nearly every event has another ${name}: a list of them grows with the log. A state may have 16 MiB.`;
    notes.push({ code: 'many_distinct', message });
  }
  return notes;
}

function isUnique({ values, events }: LogMember): boolean {
  return values.size >= manyDistinct && values.size > events / 2;
}

function sumNotes(column: Extract<Column, { adds: unknown }>, member: LogMember): FormNote[] {
  const notes: FormNote[] = [];
  const name = pathText(member.path);
  if (column.adds === 'decimal' && share(member, ['fraction']) > 0) {
    notes.push({
      code: 'doubles',
      message: `The usual state.${column.name} += event.data.${name} adds doubles: in KurrentDB, 0.1 + 0.2 gives 0.30000000000000004. This source adds digit by digit and gives 0.3, here and there.`,
    });
  } else if (column.adds === 'decimal' && share(member, ['decimal', 'digits']) > 0) {
    notes.push({
      code: 'doubles',
      message: `${name} is text: the usual state.${column.name} += event.data.${name} would put texts behind each other, and Number(…) would add doubles, which round. This source adds digit by digit, here and in KurrentDB.`,
    });
  }
  const others = (['text', 'moment', 'boolean'] as const).reduce(
    (sum, kind) => sum + (member.kinds.get(kind) ?? 0),
    0,
  );
  if (others > 0) {
    const message = `${name} is no number in ${others} of ${member.events} events: those add nothing.`;
    notes.push({ code: 'no_number', message });
  }
  const missing = (typesOf(column) ?? []).filter((type) => !member.types.has(type));
  if (missing.length > 0) {
    const message = `${missing.join(', ')}: no ${name} in the events that were looked at, so nothing is added.`;
    notes.push({ code: 'no_number', message });
  }
  return notes;
}
