/** The page of a peer, named in the address. With `&first` it asks the first question by itself. */

import * as Comlink from 'comlink';
import { open } from '../peers/open';
import type { Peer } from '../peers/peer';
import { firstLog } from './first_log';
import { Probe } from './probe';
import { Stage } from './stage';
import type { Bench } from './work';

const asked = new URL(location.href).searchParams;
const name = asked.get('peer') ?? '';
const peer = asked.get('runs') === 'worker' ? Promise.resolve(inWorker(name)) : open(name);

/** A worker's peer, called as if it were here. */
function inWorker(name: string): Peer {
  const worker = new Worker(new URL(`./worker.js?peer=${name}`, import.meta.url), {
    type: 'module',
  });
  const remote = Comlink.wrap<Peer>(worker);
  return {
    load: (log) => remote.load(log),
    range: (span) => remote.range(span),
    state: (position) => remote.state(position),
    stream: (name) => remote.stream(name),
    filter: (filter) => remote.filter(filter),
    diff: (pair) => (remote as Comlink.Remote<Required<Peer>>).diff(pair),
    append: (event) => remote.append(event),
    linearMemory: () => remote.linearMemory(),
  };
}

class PeerBench extends Probe implements Bench {
  readonly #stage = new Stage();

  async sweep(last: number, seconds: number) {
    return this.#stage.sweep(await this.peer, last, seconds);
  }
}

async function askFirst(): Promise<number> {
  const opened = await peer;
  await opened.load(firstLog);
  const { users } = await opened.state(2);
  if (users.length !== 1) throw new Error(`got ${users.length} users, want 1`);
  return performance.now();
}

window.bench = new PeerBench(peer);
if (asked.has('first')) {
  window.firstAnswer = askFirst();
  window.firstAnswer.catch(() => {});
}
