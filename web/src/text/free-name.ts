/**
 * The name, or the name with the first number that makes it one that nothing has yet.
 *
 * @param between what stands between the name and the number.
 */
export function freeName(name: string, taken: Iterable<string>, between = ''): string {
  const others = new Set(taken);
  let free = name;
  for (let n = 2; others.has(free); n++) free = `${name}${between}${n}`;
  return free;
}
