import type { Locator, Page } from '@playwright/test';

/** The commands of the sample shop, each with its button and its form. */
export class Commands {
  readonly bar: Locator;
  /** Folds the shop's commands away beside a log of another domain, and shows them again. */
  readonly fold: Locator;
  /** Opens the form for any event. */
  readonly anyEvent: Locator;

  constructor(private readonly page: Page) {
    this.bar = page.getByRole('region', { name: 'Append events' });
    this.fold = this.bar.getByRole('button', { name: 'The sample shop’s commands' });
    this.anyEvent = this.bar.getByRole('button', { name: /^Any event/ });
  }

  /** The button that executes a command with the values that make sense right now. */
  button(title: string): Locator {
    return this.bar.getByRole('button', { name: title, exact: true }).first();
  }

  /** The button that opens a command's form. */
  more(title: string): Locator {
    return this.bar.getByRole('button', { name: `${title} with other values` });
  }

  /** A command's form, when it is open. */
  form(title: string): CommandForm {
    return new CommandForm(this.page.getByRole('dialog', { name: title, exact: true }), title);
  }
}

/** A command's form. */
export class CommandForm {
  readonly execute: Locator;
  readonly close: Locator;
  /** Why the command was refused, with the rule. */
  readonly error: Locator;

  constructor(
    readonly form: Locator,
    title: string,
  ) {
    this.execute = form.getByRole('button', { name: title, exact: true });
    this.close = form.getByRole('button', { name: 'Close' });
    this.error = form.getByRole('alert');
  }

  field(label: string): Locator {
    return this.form.getByLabel(label, { exact: true });
  }
}

/** The form for any event. */
export class AppendForm {
  readonly dialog: Locator;
  readonly type: Locator;
  readonly stream: Locator;
  readonly data: Locator;
  readonly id: Locator;
  readonly time: Locator;
  readonly schemaVersion: Locator;
  readonly metadata: Locator;
  readonly condition: Locator;
  readonly version: Locator;
  readonly submit: Locator;
  /** Why the event was refused. */
  readonly error: Locator;
  /** Where the event went. */
  readonly done: Locator;

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Append any event' });
    const field = (label: string) => this.dialog.getByLabel(label, { exact: true });
    this.type = field('Type');
    this.stream = field('Stream');
    this.data = field('Data');
    this.id = field('Id');
    this.time = field('Time');
    this.schemaVersion = field('Schema version');
    this.metadata = field('Metadata');
    this.condition = field('Expected version');
    this.version = field('Version');
    this.submit = this.dialog.getByRole('button', { name: 'Append event' });
    this.error = this.dialog.getByRole('alert');
    this.done = this.dialog.getByRole('status');
  }

  /** Fills in the fields that are named. */
  async fill(event: Partial<Record<Field, string>>): Promise<void> {
    for (const [name, value] of Object.entries(event)) await this[name as Field].fill(value);
  }
}

type Field = 'type' | 'stream' | 'data' | 'id' | 'time' | 'schemaVersion' | 'metadata' | 'version';
