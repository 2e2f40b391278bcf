import type { Column, Form, Rows } from './form';
import { amountScore, likelyAmounts, likelyRows, rowScore } from './likely';
import type { LogMember, LogMembers } from './log-members';
import { newColumn } from './new-column';

/** From this score on, a guess is made; below, there is too little to say for it. */
const good = 1;

/**
 * The form that a log begins with: what is likeliest for its rows and its one column. On a log of bank accounts that is
 * the balance of each account, so that nothing needs to be chosen.
 */
export function suggest(log: LogMembers): Form {
  const [row] = likelyRows(log).filter((member) => Number(rowScore(member, log)) >= good);
  const [amount] = likelyAmounts(log).filter(
    (member) => Number(amountScore(member, log)) >= good && meets(member, row),
  );
  const rows: Rows = row ? { member: row.path } : log.streams > 1 ? 'stream' : 'one';
  if (!amount) return { rows, columns: countAndTime(log), types: null };
  const column = amountColumn(amount, log);
  if (column.kind !== 'difference') return { rows, columns: [column], types: null };
  // The types that make rows are named, so that one can see and choose what is counted.
  const types = [...(row?.types ?? amount.types).keys()];
  const used = [...column.plus, ...column.minus];
  return { rows, columns: [column], types: [...new Set([...types, ...used])] };
}

/** Whether some type has both members, so that the amount falls into rows. */
function meets(member: LogMember, row: LogMember | undefined): boolean {
  return !row || (row !== member && [...member.types.keys()].some((type) => row.types.has(type)));
}

/** A difference where the names of types say what adds and what takes, else the sum. */
function amountColumn(amount: LogMember, log: LogMembers): Column {
  const column = newColumn('difference', amount, log);
  const isBoth = column.kind === 'difference' && column.plus.length > 0 && column.minus.length > 0;
  return isBoth ? column : newColumn('sum', amount, log);
}

function countAndTime(log: LogMembers): Column[] {
  return [newColumn('count', null, log), newColumn('time', null, log)];
}
