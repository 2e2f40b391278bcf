// Firefox, as it is installed: driven over WebDriver BiDi.

import puppeteer, { type Browser } from 'puppeteer-core';

export function launch(): Promise<Browser> {
  const executablePath = process.env.FIREFOX;
  if (!executablePath) throw new Error('FIREFOX is not set: run this with make firefox');
  return puppeteer.launch({ browser: 'firefox', executablePath });
}
