/** The page of a peer that has none: the state of the shop as tables. */

import type { Peer, State } from '../peers/peer';
import { sweepFrames } from './frames';
import type { Sweep } from './work';

export class Stage {
  readonly #tables = document.createElement('section');
  #shown = false;

  constructor() {
    document.body.append(this.#tables);
  }

  /** Drags through all moments. Of those that are passed while an answer is awaited the last is asked. */
  async sweep(peer: Peer, last: number, seconds: number): Promise<Sweep> {
    let wanted = 0;
    let asking: Promise<void> | null = null;
    let failure: unknown;
    const askNewest = async () => {
      for (let asked = -1; asked !== wanted; ) {
        asked = wanted;
        this.#show(await peer.state(asked));
      }
    };
    const step = (part: number) => {
      wanted = Math.max(1, Math.round(part * last));
      asking ??= askNewest()
        .catch((error) => {
          failure = error;
        })
        .finally(() => {
          asking = null;
        });
    };
    const swept = await sweepFrames(seconds, step, () => this.#changed());
    await asking;
    if (failure) throw failure;
    return swept;
  }

  #changed(): boolean {
    const shown = this.#shown;
    this.#shown = false;
    return shown;
  }

  #show({ revenue, users }: State): void {
    const takings = revenue.map(({ currency, orders, gross, refunded, net }) =>
      rowOf(currency, orders, gross, refunded, net),
    );
    const busiest = users.map(({ user, events }) => rowOf(user, events));
    this.#tables.replaceChildren(tableOf(takings), tableOf(busiest));
    this.#shown = true;
  }
}

function tableOf(rows: HTMLElement[]): HTMLElement {
  const table = document.createElement('table');
  table.append(...rows);
  return table;
}

function rowOf(...cells: (string | number)[]): HTMLElement {
  const row = document.createElement('tr');
  for (const cell of cells) row.insertCell().textContent = String(cell);
  return row;
}
