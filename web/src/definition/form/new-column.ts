import { freeName } from '../../text/free-name';
import { directionOf } from './direction';
import type { Adds, Column, ColumnKind, Compares, Path, Types } from './form';
import { share } from './likely';
import type { LogMember, LogMembers } from './log-members';
import { wordsOf } from './words';

/**
 * A column as it begins when a person chooses its kind and its member: all else is set by what the log has, and can be
 * changed.
 *
 * @param member of `log`; `null` for a kind that needs none.
 * @param taken the names of the form's other columns.
 */
export function newColumn(
  kind: ColumnKind,
  member: LogMember | null,
  log: LogMembers,
  taken: readonly string[] = [],
): Column {
  const usual = usualName(kind, member?.path ?? []);
  // What `problemsOf` would refuse.
  const usable = usual === '' || usual === '__proto__' ? 'value' : usual;
  const name = freeName(usable, taken);
  const types: Types = null;
  const path = member?.path ?? [];
  switch (kind) {
    case 'count':
    case 'time':
      return { kind, name, types };
    case 'sum':
      return { kind, name, member: path, adds: addsOf(member), types };
    case 'difference':
      return { kind, name, member: path, adds: addsOf(member), ...sidesOf(member, log) };
    case 'smallest':
    case 'largest':
      return { kind, name, member: path, compares: comparesOf(member), types };
    default:
      return { kind, name, member: path, types };
  }
}

/** Whole numbers where the log has nothing else that could be added: decimals are never wrong. */
function addsOf(member: LogMember | null): Adds {
  return member &&
    share(member, ['whole']) > 0 &&
    share(member, ['fraction', 'decimal', 'digits']) === 0
    ? 'whole'
    : 'decimal';
}

function comparesOf(member: LogMember | null): Compares {
  if (!member || share(member, ['whole', 'fraction', 'decimal', 'digits']) < 0.5) return 'text';
  return share(member, ['decimal', 'digits']) === 0 ? 'number' : 'decimal';
}

/** Which types add and which take, by their names, of those that have the member. */
function sidesOf(member: LogMember | null, log: LogMembers): { plus: string[]; minus: string[] } {
  const types = [...(member?.types ?? log.types).keys()];
  return {
    plus: types.filter((type) => directionOf(type) === 'plus'),
    minus: types.filter((type) => directionOf(type) === 'minus'),
  };
}

/** What amounts are called by themselves; what is left of them is a balance. */
const amounts = ['amount', 'value', 'total', 'sum', 'money'];

function usualName(kind: ColumnKind, path: Path): string {
  const name = path.at(-1) ?? '';
  const titled = name.charAt(0).toUpperCase() + name.slice(1);
  switch (kind) {
    case 'count':
      return 'events';
    case 'time':
      return 'lastTime';
    case 'difference':
      return amounts.includes(wordsOf(name).at(-1) ?? '') ? 'balance' : name;
    case 'sum':
      return name;
    case 'distinct':
      return `all${titled}`;
    default:
      return `${kind}${titled}`;
  }
}
