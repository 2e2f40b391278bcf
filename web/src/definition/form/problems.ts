import { type Column, type Form, memberOf, typesOf } from './form';

/** What keeps a form from being written as a source, a sentence each; none where it can be written. */
export function problemsOf(form: Form): string[] {
  return [
    ...tableProblems(form),
    ...form.columns.flatMap((column) => columnProblems(column, form)),
  ];
}

function tableProblems({ rows, columns, types }: Form): string[] {
  const problems: string[] = [];
  if (typeof rows === 'object' && rows.member.length === 0) {
    problems.push('Choose the member whose values are the rows.');
  }
  if (columns.length === 0) problems.push('Choose at least one column.');
  if (types?.length === 0) problems.push('Choose at least one type of events.');
  for (const type of new Set([...(types ?? []), ...columns.flatMap((one) => typesOf(one) ?? [])])) {
    if (type.startsWith('$')) {
      problems.push(`The type ${type} can’t be chosen: KurrentDB keeps names with $ for itself.`);
    }
  }
  return problems;
}

function columnProblems(column: Column, { columns, types }: Form): string[] {
  const { name } = column;
  // A state with a member of this name would be an object with another prototype.
  if (name === '' || name === '__proto__') return ['Give each column a name.'];
  const problems: string[] = [];
  const [first] = columns.filter((other) => other.name === name);
  if (first !== column)
    problems.push(`Give each column a name of its own: ${name} is there twice.`);
  if (memberOf(column)?.length === 0) problems.push(`Choose the member for ${name}.`);
  if (typesOf(column)?.length === 0) problems.push(`Choose at least one type for ${name}.`);
  if (column.kind === 'difference') {
    const both = column.plus.filter((type) => column.minus.includes(type));
    for (const type of both) problems.push(`In ${name}, ${type} can’t be both plus and minus.`);
  }
  for (const type of typesOf(column) ?? []) {
    if (types && !types.includes(type)) {
      problems.push(`${name} counts ${type}, which is none of the types that were chosen.`);
    }
  }
  return problems;
}
