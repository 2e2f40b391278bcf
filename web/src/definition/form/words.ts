/** The words of a name, in small letters: those of `MoneyTransferredIn`, `money_transferred.in` and `money-in`. */
export function wordsOf(name: string): string[] {
  const found = name.match(/\p{Lu}+(?!\p{Ll})|\p{Lu}?\p{Ll}+|\d+/gu) ?? [];
  return found.map((word) => word.toLowerCase());
}
