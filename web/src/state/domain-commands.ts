/** Whether the domain's commands are shown: beside a log of another domain they are in the way. */

import { signal } from '@preact/signals';
import type { Command, TypeCount } from '../protocol/questions.gen';
import { setTabPreference, tabPreference } from './preferences';

const storedAs = 'hindsight-domain-commands';

/** What was chosen in this tab; `null` until anything was. */
const chosen = signal(readChoice());

/** How the commands are shown. */
export interface CommandsShown {
  /** Whether there is a button that folds them away: only beside a log of another domain, or once it was used. */
  foldable: boolean;
  open: boolean;
}

/** How the commands are shown beside a log of these types of events. */
export function commandsShown(
  types: readonly TypeCount[],
  commands: readonly Command[],
): CommandsShown {
  const foreign = isForeign(types, commands);
  return { foldable: foreign || chosen.value !== null, open: chosen.value ?? !foreign };
}

/** Shows the commands, or folds them away, for as long as the tab is there. */
export function showCommands(open: boolean): void {
  chosen.value = open;
  setTabPreference(storedAs, open ? 'open' : 'folded');
}

/** Whether a log is of another domain: it has events, and none that a command appends. */
export function isForeign(types: readonly TypeCount[], commands: readonly Command[]): boolean {
  const own = new Set(commands.flatMap((command) => command.types));
  return types.length > 0 && own.size > 0 && !types.some(({ name }) => own.has(name));
}

function readChoice(): boolean | null {
  const kept = tabPreference(storedAs);
  return kept === null ? null : kept === 'open';
}
