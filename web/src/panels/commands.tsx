import { useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import type { Command } from '../engine/api';
import type { EngineError } from '../engine/errors';
import { executeCommand } from '../state/act';
import { openDialog } from '../state/dialog';
import { commandsShown, showCommands } from '../state/domain-commands';
import { stats } from '../state/engine';
import { commands } from '../state/shown-projections';
import { Icon } from '../widgets/icon';
import { placeUnder } from '../widgets/place-under';
import { isSecondClick } from '../widgets/second-click';
import { CommandForm } from './command-form';

/** What the shop's commands are called together. */
export const shopCommandsTitle = 'The sample shop’s commands';

/** One click appends an event: the sample shop's commands, and the way to any other event. */
export function Commands() {
  const all = commands.value;
  // Until the log's types are known, nothing is shown: it might have to be hidden again.
  const { foldable, open } = stats.value
    ? commandsShown(stats.value.types, all)
    : { foldable: false, open: false };
  const id = useId();
  return (
    <section class="commands" aria-label="Append events">
      <div class="command-row">
        {foldable && (
          <button
            type="button"
            class="quiet fold-commands"
            aria-expanded={open}
            aria-controls={id}
            onClick={() => showCommands(!open)}
          >
            {shopCommandsTitle}
            <Icon name={open ? 'up' : 'more'} />
          </button>
        )}
        <div id={id} class="shop-commands" hidden={!open}>
          {all.map((command) => (
            <CommandButton key={command.name} command={command} />
          ))}
        </div>
        <button type="button" class="raw" onClick={() => openDialog('append')}>
          <Icon name="plus" />
          Any event…
        </button>
      </div>
    </section>
  );
}

function CommandButton({ command }: { command: Command }) {
  const { name, title, fields } = command;
  const form = useRef<HTMLDivElement>(null);
  const anchor = useRef<HTMLDivElement>(null);
  const error = useSignal<EngineError | null>(null);
  const shown = useSignal(false);
  const id = useId();
  const execute = async (values: Record<string, unknown>) => {
    error.value = await executeCommand(title, name, values);
    if (error.value) show();
  };
  const show = () => {
    form.current?.showPopover();
    if (form.current && anchor.current) placeUnder(form.current, anchor.current);
  };
  return (
    <div class="split" ref={anchor}>
      <button
        type="button"
        onClick={(click) => isSecondClick(click) || execute(suggested(command))}
      >
        {title}
      </button>
      <button
        type="button"
        class="square"
        aria-label={`${title} with other values`}
        aria-haspopup="dialog"
        aria-expanded={shown.value}
        aria-controls={id}
        onClick={show}
      >
        <Icon name="more" />
      </button>
      <div
        ref={form}
        id={id}
        class="popover"
        popover="auto"
        role="dialog"
        aria-label={title}
        onToggle={(event) => {
          shown.value = event.newState === 'open';
          if (!shown.value) error.value = null;
        }}
      >
        {shown.value && (
          <CommandForm
            title={title}
            fields={fields}
            error={error.value}
            onExecute={execute}
            onClose={() => form.current?.hidePopover()}
          />
        )}
      </div>
    </div>
  );
}

/** The values that make sense right now. */
export function suggested({ fields }: Command): Record<string, unknown> {
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}
