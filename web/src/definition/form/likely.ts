/**
 * What a member of a log is likely to be for, so that what a person most likely wants stands first. These are guesses:
 * they order what is offered, and decide nothing that could not be chosen otherwise.
 */

import type { LogMember, LogMembers } from './log-members';
import type { ValueKind } from './value-kind';
import { wordsOf } from './words';

/** The last word of names that tell one thing from another. */
const naming = new Set(
  'id key code no nr number sku uuid guid name email user username account customer currency'.split(
    ' ',
  ),
);
/** The last word of names of numbers that nobody adds up. */
const neverAdded = new Set(
  'id key code no nr number year month day zip plz phone port version index line row mode sequence'.split(
    ' ',
  ),
);
const money = new Set(
  'amount total price value balance sum cost fee net gross paid payment salary tax'.split(' '),
);
const quantities = new Set(
  'quantity qty count units points size weight duration hours minutes seconds delta change'.split(
    ' ',
  ),
);

/** A row's key may be longer in KurrentDB, but such a text is no name of anything. */
const longestKey = 64;

/** The members whose values rows can be for, the likeliest first. */
export function likelyRows(log: LogMembers): LogMember[] {
  return ordered(log.members, (member) => rowScore(member, log));
}

/** The members that can be added up, the likeliest first. */
export function likelyAmounts(log: LogMembers): LogMember[] {
  return ordered(log.members, (member) => amountScore(member, log));
}

/** Sorts by falling scores; those that are equal stay as they are, and those without one are left out. */
function ordered(
  members: readonly LogMember[],
  scoreOf: (member: LogMember) => number | null,
): LogMember[] {
  return members
    .map((member) => ({ member, score: scoreOf(member) }))
    .filter(({ score }) => score !== null)
    .sort((a, b) => Number(b.score) - Number(a.score))
    .map(({ member }) => member);
}

/**
 * How likely rows are for a member's values; `null` where they can't be: KurrentDB takes text and numbers as keys.
 * From 1 on it is a good guess.
 */
export function rowScore(member: LogMember, log: LogMembers): number | null {
  if (share(member, ['text', 'digits', 'whole']) < 0.5) return null;
  let score = member.events / Math.max(1, log.events);
  if (member.naming >= member.events * 0.9) score += 1;
  if (naming.has(lastWord(member))) score += 0.5;
  if (amountName(member) > 0) score -= 1;
  if (member.longest > longestKey) score -= 1;
  // A row for each event, or one for all, tells nothing.
  const values = member.values.size;
  if (values === 1 || (values === member.events && member.events > 2)) score -= 1;
  return score;
}

/** How likely a member is added up; `null` where it can't be. From 1 on it is a good guess. */
export function amountScore(member: LogMember, log: LogMembers): number | null {
  if (share(member, ['whole', 'fraction', 'decimal', 'digits']) < 0.5) return null;
  let score = member.events / Math.max(1, log.events) + amountName(member);
  if (neverAdded.has(lastWord(member))) score -= 2;
  if (share(member, ['digits']) > 0.5) score -= 1;
  if (share(member, ['fraction', 'decimal']) > 0) score += 1;
  return score;
}

function amountName(member: LogMember): number {
  const word = lastWord(member);
  if (money.has(word)) return 2;
  return quantities.has(word) ? 1 : 0;
}

/** The part of a member's values that are of some kinds. */
export function share(member: LogMember, kinds: readonly ValueKind[]): number {
  const of = kinds.reduce((sum, kind) => sum + (member.kinds.get(kind) ?? 0), 0);
  return of / Math.max(1, member.events);
}

function lastWord(member: LogMember): string {
  return wordsOf(member.path.at(-1) ?? '').at(-1) ?? '';
}
