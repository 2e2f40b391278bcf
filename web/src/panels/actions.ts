import type { Command, Projection } from '../engine/api';
import { executeCommand } from '../state/act';
import { openDialog } from '../state/dialog';
import { comparing, swapEnds } from '../state/diff';
import { commandsShown, showCommands } from '../state/domain-commands';
import { appendEmitted } from '../state/emitted';
import { ownProjection, stats } from '../state/engine';
import { introduce } from '../state/newcomer';
import { dropOwn, renaming } from '../state/own';
import { current, mostPanes, panes } from '../state/panes';
import { compareRevisions, twoRevisions } from '../state/revisions';
import { emitterOf, shownIn } from '../state/shown-projections';
import { say } from '../state/status';
import { chooseTheme, theme } from '../state/theme';
import { clearFilters, unfiltered } from '../state/view';
import { viewedPosition } from '../state/viewed';
import { writeAgain, writeNew } from '../state/writing';
import { shopCommandsTitle, suggested } from './commands';
import { exportLog } from './export';
import { toggleFinding } from './find';
import { bindings } from './keys';
import { openPane } from './pane-moves';
import { takeTour } from './tour-steps';

/** Something that can be done from anywhere on the page. */
export interface Action {
  /** What it does; also its name. */
  does: string;
  /** What is printed on the key that does it, if one does. */
  label?: string;
  run(): void;
}

/** All that can be done right now: what keys do, and what has no key. */
export function actionsNow(
  commands: readonly Command[],
  projections: readonly Projection[],
): Action[] {
  return [
    ...bindings
      .filter(({ listed, when }) => listed !== false && when?.() !== false)
      .map(({ does, label, press }) => ({
        does,
        label,
        run: () => press({ fast: false, single: false }),
      })),
    ...views(projections),
    ...appending(commands),
    ...log,
    ...help,
    ...themes(),
  ];
}

function views(projections: readonly Projection[]): Action[] {
  const pane = current.value;
  const actions: Action[] = projections
    .filter(({ name }) => name !== shownIn(pane)?.name)
    .map(({ name, title }) => ({ does: `Show ${title}`, run: () => pane.show(name) }));
  if (panes.value.length < mostPanes) {
    for (const { name, title } of projections) {
      actions.push({ does: `Open ${title} beside`, run: () => openPane(pane, name) });
    }
  }
  actions.push({
    does: 'Find when a condition turned true or false…',
    run: () => toggleFinding(pane),
  });
  actions.push(...onOwn(shownIn(pane)?.name ?? ''));
  if (comparing.value) {
    actions.push({ does: 'Swap A and B', run: () => swapEnds(viewedPosition.value) });
  }
  if (!unfiltered.value) actions.push({ does: 'Clear filters', run: clearFilters });
  return actions;
}

/** What can be done with an own projection, or with what one emitted, while its table is shown. */
function onOwn(table: string): Action[] {
  const emitter = emitterOf(table);
  if (emitter !== undefined) {
    return [
      {
        does: `Append what ${emitter} emitted to a new workspace`,
        run: () => appendEmitted(emitter),
      },
    ];
  }
  const own = ownProjection(table)?.name;
  if (own === undefined) return [];
  const rename = () => {
    renaming.value = own;
  };
  const actions = [
    { does: `Change ${own}…`, run: () => writeAgain(own) },
    { does: `Rename ${own}…`, run: rename },
    { does: `Drop ${own}`, run: () => dropOwn(own) },
  ];
  const before = twoRevisions(own)?.left.revision;
  if (before !== undefined) {
    actions.splice(2, 0, {
      does: `Compare ${own} with revision ${before}`,
      run: () => compareRevisions(own),
    });
  }
  return actions;
}

function appending(commands: readonly Command[]): Action[] {
  const actions = commands.map(
    (command): Action => ({ does: `Append: ${command.title}`, run: () => execute(command) }),
  );
  const { foldable, open } = commandsShown(stats.value?.types ?? [], commands);
  if (foldable) {
    const does = `${open ? 'Fold away' : 'Show'}: ${shopCommandsTitle}`;
    actions.push({ does, run: () => showCommands(!open) });
  }
  return actions;
}

const log: readonly Action[] = [
  { does: 'New projection…', run: writeNew },
  { does: 'Workspaces…', run: () => openDialog('workspaces') },
  { does: 'Append any event…', run: () => openDialog('append') },
  { does: 'Import a log…', run: () => openDialog('import') },
  { does: 'Export the log', run: exportLog },
  { does: 'Generate a history…', run: () => openDialog('generate') },
  { does: 'Load the sample shop…', run: () => openDialog('sample') },
  { does: 'Clear the log…', run: () => openDialog('clear') },
];

const help: readonly Action[] = [
  { does: 'Take the tour', run: takeTour },
  { does: 'Show the introduction', run: introduce },
];

function themes(): Action[] {
  const choices = [
    ['light', 'Theme: light'],
    ['dark', 'Theme: dark'],
    ['system', 'Theme: as the system'],
  ] as const;
  return choices
    .filter(([choice]) => choice !== theme.value)
    .map(([choice, does]) => ({ does, run: () => chooseTheme(choice) }));
}

/** A command with the values that make sense right now. */
async function execute(command: Command): Promise<void> {
  const error = await executeCommand(command.title, command.name, suggested(command));
  if (error) say(`${command.title}: ${error.message}`);
}

/** The actions whose names have all the typed words in them; those that begin with them come first. */
export function matching(actions: Action[], typed: string): Action[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const found = actions.filter(({ does }) =>
    words.every((word) => does.toLowerCase().includes(word)),
  );
  const begins = ({ does }: Action) => does.toLowerCase().startsWith(words[0] ?? '');
  return [...found.filter(begins), ...found.filter((action) => !begins(action))];
}
