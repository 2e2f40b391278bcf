// The page as tests speak of it: one object a panel.

import { expect, type Locator, type Page } from '@playwright/test';
import type { HindsightError, NewEvent, StoredEvent } from '../../src/engine/api';
import { AppendForm, Commands } from './appending';
import { Detail } from './detail';
import { Diff } from './diff';
import { Events } from './events';
import { Finding } from './finding';
import { GenerateDialog, ImportDialog, Job } from './jobs';
import { Keys } from './keys';
import { Lineage } from './lineage';
import { MomentBar } from './moment';
import { Panes } from './panes';
import { Projections } from './projections';
import { ThemeMenu } from './theme';
import { Timeline } from './timeline';
import { Introduction, Tour } from './tour';
import { Workspaces } from './workspaces';

/** What came instead of an answer. */
export interface ScriptError {
  isError: boolean;
  code: HindsightError['code'];
  message: string;
  details: HindsightError['details'];
}

export class Playground {
  readonly keys: Keys;
  readonly events: Events;
  readonly detail: Detail;
  readonly lineage: Lineage;
  readonly moment: MomentBar;
  readonly timeline: Timeline;
  readonly theme: ThemeMenu;
  readonly introduction: Introduction;
  readonly tour: Tour;
  readonly commands: Commands;
  readonly form: AppendForm;
  readonly projections: Projections;
  readonly panes: Panes;
  readonly diff: Diff;
  readonly finding: Finding;
  readonly job: Job;
  readonly importing: ImportDialog;
  readonly generating: GenerateDialog;
  readonly workspaces: Workspaces;
  /** Whether what is here is kept; it leads to the workspaces. */
  readonly kept: Locator;
  /** What was done last. */
  readonly status: Locator;
  readonly alerts: Locator;
  readonly engine: Locator;

  constructor(readonly page: Page) {
    this.keys = new Keys(page);
    this.events = new Events(page);
    this.detail = new Detail(page);
    this.lineage = new Lineage(page);
    this.moment = new MomentBar(page);
    this.timeline = new Timeline(page);
    this.theme = new ThemeMenu(page);
    this.introduction = new Introduction(page);
    this.tour = new Tour(page);
    this.commands = new Commands(page);
    this.form = new AppendForm(page);
    this.projections = new Projections(page);
    this.panes = new Panes(page);
    this.diff = new Diff(page);
    this.finding = new Finding(page);
    this.job = new Job(page);
    this.importing = new ImportDialog(page);
    this.generating = new GenerateDialog(page);
    this.workspaces = new Workspaces(page);
    this.kept = page.getByRole('banner').locator('.kept');
    this.status = page.getByRole('contentinfo').getByRole('status');
    this.alerts = page.getByRole('main').locator('.alerts');
    this.engine = page.getByText(/^engine (starting|ready|restarting|stopped)$/);
  }

  /** Opens the page and waits for the sample shop. */
  static async open(page: Page, url = '/'): Promise<Playground> {
    await page.goto(url);
    const playground = new Playground(page);
    await page.evaluate('hindsight.ready');
    await expect(playground.events.rows).toHaveCount(8);
    return playground;
  }

  /** Expects the address to say this of what is looked at, and of whose log; `''` when all is as usual. */
  async expectAddress(view: string): Promise<void> {
    const expected = new RegExp(`^#workspace=[\\d-]+${view && `&${view}`}$`);
    await expect.poll(() => new URL(this.page.url()).hash).toMatch(expected);
  }

  /** Goes to another address of the page that is open, as a link does. */
  follow(fragment: string): Promise<void> {
    return this.page.evaluate((hash) => {
      location.hash = hash;
    }, fragment);
  }

  /** One of the buttons for the whole log. */
  action(name: 'Import…' | 'Generate…' | 'Sample shop…' | 'Clear…' | 'Export'): Locator {
    return this.page.getByRole('navigation', { name: 'The log' }).getByRole('button', { name });
  }

  /** Empties the log, as a script does. */
  async clear(): Promise<void> {
    await this.page.evaluate(() => window.hindsight.clear());
    await expect(this.events.empty).toContainText('The log is empty.');
  }

  /** Has a log without any event of the sample shop's types in place of it. */
  async becomeForeign(...more: NewEvent[]): Promise<void> {
    const opened = { type: 'Account opened', stream: 'account 1', data: { owner: 'ada' } };
    const deposited = [100, 20, 7].map((amount) => ({
      type: 'Deposited',
      stream: 'account 1',
      data: { amount, by: { name: 'ada' } },
    }));
    await this.clear();
    await this.append(opened, ...deposited, ...more);
    await expect(this.events.rows).toHaveCount(4 + more.length);
  }

  /** Appends events, as a script does. */
  async append(...events: NewEvent[]): Promise<void> {
    await this.page.evaluate((batch) => window.hindsight.append(batch), events);
  }

  /** The whole log as NDJSON. */
  log(): Promise<string> {
    return this.page.evaluate(async () => (await window.hindsight.export()).text());
  }

  /** All events of a log that has at most 10,000. */
  stored(): Promise<StoredEvent[]> {
    return this.page.evaluate(async () => {
      const { events } = await window.hindsight.events({ limit: 10_000 });
      return events;
    });
  }

  /** How many events the log has. */
  async total(): Promise<number> {
    return (await this.page.evaluate(() => window.hindsight.stats())).events;
  }

  /** The error that a script's call is refused with. */
  errorOf<A>(call: (argument: A) => Promise<unknown>, argument?: A): Promise<ScriptError | null> {
    return this.page.evaluate(
      `(${call})(${JSON.stringify(argument)}).then(
        () => null,
        (error) => ({
          isError: error instanceof Error,
          code: error.code,
          message: error.message,
          details: error.details,
        }),
      )`,
    );
  }
}
