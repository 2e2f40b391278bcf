/** A member that the data of events really has. */
export interface DataMember {
  name: string;
  /** The types of its values: `string`, `number | null`. */
  type: string;
  /** The text of one of its values, cut to what a line can hold. */
  example: string;
  /** The members of the object that it is; of an array those of the objects in it. */
  members: readonly DataMember[];
}

/** What completion knows of the log. What has to be asked for may come later. */
export interface Known {
  /** The types of events, those that matter most first. */
  types: readonly string[];
  categories: readonly string[];
  /** Streams that have to do with what is typed: a log may have too many to name them all. */
  streamsLike(typed: string): Later<readonly string[]>;
  /** The members that the data of a type's events has. */
  membersOf(type: string): Later<readonly DataMember[]>;
}

type Later<T> = T | Promise<T>;

/** What is known before anything is. */
export const nothingKnown: Known = {
  types: [],
  categories: [],
  streamsLike: () => [],
  membersOf: () => [],
};
