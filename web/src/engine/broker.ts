/**
 * The shared worker: it connects a tab that reads a log with the tab that writes it, and takes no part in
 * what they say. It may end with the tab that first asked for it: then the others start another.
 */

import type { BrokerMessage } from './tabs';

const tabs = new Set<MessagePort>();
/** The tab that writes each workspace's log. */
const writers = new Map<string, MessagePort>();

/** Held for as long as this lives. */
const lock = `hindsight-broker-${crypto.getRandomValues(new Uint32Array(2)).join('-')}`;
const held = new Promise<void>((resolve) => {
  navigator.locks.request(lock, () => {
    resolve();
    return new Promise(() => {});
  });
});

function take(tab: MessagePort, { data, ports }: MessageEvent<BrokerMessage>): void {
  const { kind, workspace } = data;
  if (kind === 'writes') {
    writers.set(workspace, tab);
    for (const other of tabs) if (other !== tab) other.postMessage(data);
    return;
  }
  // If no tab has said yet that it writes the log, the reader asks again when one does.
  const [reader] = ports;
  if (reader) writers.get(workspace)?.postMessage(data, [reader]);
}

addEventListener('connect', async (event) => {
  const [tab] = (event as MessageEvent).ports;
  if (!tab) return;
  tabs.add(tab);
  tab.addEventListener('message', (message) => take(tab, message));
  tab.start();
  await held;
  const here: BrokerMessage = { kind: 'here', workspace: '', lock };
  tab.postMessage(here);
});
