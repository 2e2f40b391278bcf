// The browser tests: the real server, as `make test-page` has built it, and a real Chromium.

import { defineConfig } from '@playwright/test';

const chromium = process.env.CHROMIUM;
if (!chromium) throw new Error('CHROMIUM is not set: run the browser tests with make test-page');

export default defineConfig({
  // How long work takes is the machine's as well: `make measure` is for one that does nothing else.
  testDir: process.env.MEASURE ? 'e2e/measured' : 'e2e',
  testIgnore: process.env.MEASURE ? [] : ['measured/**'],
  outputDir: 'e2e/results',
  // One picture for all machines: what they draw differently is within the tolerance.
  snapshotPathTemplate: 'e2e/screenshots/{arg}{ext}',
  // A picture that is missing is a mistake: make screenshots takes them.
  updateSnapshots: 'none',
  // Each test has a browser and a million-event store may be in it: more at a time would only wait.
  workers: 2,
  fullyParallel: true,
  retries: 0,
  // For a machine that has much else to do: nothing waits that long where all is well.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  forbidOnly: true,
  reporter: [['list']],
  webServer: {
    command: 'exec ../hindsight',
    // Any free port; what the server says about it is what the tests are told.
    env: { ADDR: '127.0.0.1:0' },
    wait: { stdout: /Hindsight is at (?<hindsight_url>\S+)/ },
    gracefulShutdown: { signal: 'SIGTERM', timeout: 5_000 },
  },
  use: {
    baseURL: process.env.HINDSIGHT_URL,
    // A trace of each test would take a third of the time: --trace on, for the one that failed.
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      // A browser that asks nothing of the network of its own accord.
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
        '--disable-gpu',
      ],
    },
  },
});
