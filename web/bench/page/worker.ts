/** The worker of the peers that run in one. Its address says which. */

import * as Comlink from 'comlink';
import { open } from '../peers/open';
import type { Peer } from '../peers/peer';

const opening = open(new URL(location.href).searchParams.get('peer') ?? '');

/** Calls may come before the peer is open, and wait for it. */
const peer: Peer = {
  load: async (log) => (await opening).load(log),
  range: async (span) => (await opening).range(span),
  state: async (position) => (await opening).state(position),
  stream: async (name) => (await opening).stream(name),
  filter: async (filter) => (await opening).filter(filter),
  diff: async (pair) => {
    const found = await (await opening).diff?.(pair);
    if (!found) throw new Error('it does not compare moments');
    return found;
  },
  append: async (event) => (await opening).append(event),
  linearMemory: async () => (await opening).linearMemory(),
};

Comlink.expose(peer);
