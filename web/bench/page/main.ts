/** The page of a peer, named in the address. */

import * as Comlink from 'comlink';
import { open } from '../peers/open';
import type { Peer } from '../peers/peer';
import { Probe } from './probe';

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

window.bench = new Probe(peer);
