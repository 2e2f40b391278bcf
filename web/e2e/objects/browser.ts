// A browser of a test's own, with a profile that stays: it can be killed, and its disk be full.

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from '@playwright/test';

/** A folder for what a browser keeps, for as long as `use` takes. */
export async function withProfile<T>(use: (profile: string) => Promise<T>): Promise<T> {
  const profile = await mkdtemp(join(tmpdir(), 'hindsight-profile-'));
  try {
    return await use(profile);
  } finally {
    await rm(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** A Chromium that was started by itself, so that it can be killed as a whole. */
export class OwnBrowser {
  private constructor(
    private readonly process: ChildProcess,
    private readonly browser: Browser,
    readonly page: Page,
  ) {}

  /** Starts one, with an empty page. */
  static async start(profile: string): Promise<OwnBrowser> {
    const { CHROMIUM: path = '' } = process.env;
    const started = spawn(path, [...switches, `--user-data-dir=${profile}`, 'about:blank'], {
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      started.stderr?.on('data', (text) => {
        said += text;
        const [, found] = /DevTools listening on (\S+)/.exec(said) ?? [];
        if (found) resolve(found);
      });
      started.once('exit', () => reject(new Error(`the browser ended: ${said}`)));
    });
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (!page) throw new Error('the browser has no page');
    return new OwnBrowser(started, browser, page);
  }

  /** Ends all of its processes at once, without a word. */
  async kill(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    process.kill(-(this.process.pid ?? 0), 'SIGKILL');
    await ended;
    await this.browser.close().catch(() => {});
  }
}

const switches = [
  '--headless=new',
  '--remote-debugging-port=0',
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--disable-gpu',
];
