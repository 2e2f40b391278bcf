import { wordsOf } from './words';

/** Whether events of a type add to an amount or take from it. */
export type Direction = 'plus' | 'minus';

/** Words that say it alone, as they end a type's name: `MoneyDeposited`, `funds-received`. */
const plus =
  'deposit deposited credit credited received in added opened increased earned gained restocked loaded';
const minus =
  'withdraw withdrawn withdrew withdrawal debit debited sent out removed charged decreased spent refunded redeemed ' +
  'deducted fee';

/** Words of what was only wanted, or did not happen: such events move nothing. */
const neither =
  'requested rejected refused failed declined denied cancelled canceled scheduled planned initiated started pending ' +
  'approved authorized authorised reserved reversed expected proposed quoted';

const directions = new Map<string, Direction | null>([
  ...plus.split(' ').map((word) => [word, 'plus'] as const),
  ...minus.split(' ').map((word) => [word, 'minus'] as const),
  ...neither.split(' ').map((word) => [word, null] as const),
]);

/**
 * Guesses by a type's name whether its events add or take; `null` where the name doesn't say. The last word that says
 * something counts: `FeeCharged` takes, `DepositRejected` does neither.
 */
export function directionOf(type: string): Direction | null {
  const word = wordsOf(type).findLast((one) => directions.has(one));
  return word === undefined ? null : (directions.get(word) ?? null);
}
