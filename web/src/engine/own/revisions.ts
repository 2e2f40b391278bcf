import type { Revision, RevisionState } from './revision';

/** What is said of an own projection: of the revision that was defined last, and of each that is kept. */
export interface DefinitionState extends RevisionState {
  name: string;
  /** The revision that answers for the name. */
  answers: number;
  /** Those that are kept, the first of them first. */
  revisions: RevisionState[];
}

/**
 * The revisions of one own projection: the one that answers for its name, and at most one beside it. That is the next
 * one as long as it has not caught up, and then the one before.
 */
export class Revisions {
  #beside: Revision | null = null;

  constructor(private answering: Revision) {}

  get name(): string {
    return this.answering.definition.name;
  }

  /** The first of them first. */
  get all(): Revision[] {
    const all = this.#beside ? [this.answering, this.#beside] : [this.answering];
    return all.sort((a, b) => a.number - b.number);
  }

  /** The one that was defined last. */
  get newest(): Revision {
    return this.all.at(-1) as Revision;
  }

  get state(): DefinitionState {
    return {
      name: this.name,
      ...this.newest.state,
      answers: this.answering.number,
      revisions: this.all.map(({ state }) => state),
    };
  }

  find(revision: number): Revision | undefined {
    return this.all.find(({ number }) => number === revision);
  }

  /** Has a revision stand beside the one that answers. What stood there is let go. */
  put(beside: Revision): void {
    this.#beside?.drop();
    this.#beside = beside;
  }

  /** Has the next revision answer, if there is one and nothing is left for it to fold. @returns whether it does now. */
  succeed(): boolean {
    const next = this.#beside;
    if (!next || next !== this.newest || !next.isDone) return false;
    this.#exchange(next);
    return true;
  }

  /** Lets one of two go. Then the other answers. */
  drop(revision: Revision): void {
    if (revision === this.answering && this.#beside) this.#exchange(this.#beside);
    revision.drop();
    this.#beside = null;
  }

  #exchange(next: Revision): void {
    next.succeed();
    this.answering.definition.beside = true;
    next.definition.beside = false;
    this.#beside = this.answering;
    this.answering = next;
  }
}
