/** Asks a peer and measures: the same code in the page of each. */

import type { Filter, Log, LoggedEvent, Pair, Peer, Span } from '../peers/peer';
import { canonical, digest } from './digest';
import type { Timed, Work } from './work';

export class Probe {
  constructor(protected readonly peer: Promise<Peer>) {}

  async open(): Promise<number> {
    const peer = await this.peer;
    // One in a worker answers when it is open.
    await peer.linearMemory();
    return performance.now();
  }

  async load(input: HTMLInputElement, cut: number[]) {
    const [ndjson, csv] = Array.from(input.files ?? [], (file, i) => file.slice(0, cut[i]));
    if (!ndjson) throw new Error('there is no log');
    const log: Log = { ndjson, csv: csv ?? null };
    const peer = await this.peer;
    const began = performance.now();
    const events = await peer.load(log);
    return { ms: performance.now() - began, events };
  }

  async ask(work: Work, questions: unknown[], budgetMs: number): Promise<Timed[]> {
    const peer = await this.peer;
    const all: Timed[] = [];
    const end = performance.now() + budgetMs;
    for (const question of questions) {
      const began = performance.now();
      const answer = await ask(peer, work, question);
      const ms = performance.now() - began;
      all.push({ ms, digest: await digest(work, answer) });
      if (performance.now() > end) break;
    }
    return all;
  }

  async answer(work: Work, question: unknown): Promise<string> {
    return JSON.stringify(canonical(work, await ask(await this.peer, work, question)));
  }

  async append(events: LoggedEvent[]): Promise<number[]> {
    const peer = await this.peer;
    const all: number[] = [];
    for (const event of events) {
      const began = performance.now();
      await peer.append(event);
      all.push(performance.now() - began);
    }
    return all;
  }

  async linearMemory(): Promise<number> {
    return (await this.peer).linearMemory();
  }
}

function ask(peer: Peer, work: Work, question: unknown): Promise<unknown> {
  switch (work) {
    case 'range':
      return peer.range(question as Span);
    case 'state':
      return peer.state(question as number);
    case 'stream':
      return peer.stream(question as string);
    case 'filter':
      return peer.filter(question as Filter);
    case 'diff':
      return peer.diff?.(question as Pair) ?? Promise.reject(new Error('it can’t compare moments'));
    case 'lineage':
      return peer.lineage?.(question as string) ?? Promise.reject(new Error('it has no lineage'));
    case 'stats':
      return peer.stats?.() ?? Promise.reject(new Error('it has no statistics'));
  }
}
