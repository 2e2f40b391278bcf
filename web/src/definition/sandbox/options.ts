import { Refusal } from './refusal';

/** What `options` may be given. */
export interface Options {
  $includeLinks: boolean;
  reorderEvents: boolean;
  /** Milliseconds. */
  processingLag: number;
  resultStreamName: string | null;
  biState: boolean;
}

/** The type of each option's value. */
export const optionTypes = {
  $includeLinks: 'boolean',
  reorderEvents: 'boolean',
  processingLag: 'number',
  resultStreamName: 'string',
  biState: 'boolean',
} as const;

export function usualOptions(): Options {
  return {
    $includeLinks: false,
    reorderEvents: false,
    processingLag: 0,
    resultStreamName: null,
    biState: false,
  };
}

/** The option of that name, whatever its letters' case. */
export function optionNamed(name: string): keyof Options | undefined {
  const names = Object.keys(optionTypes) as (keyof Options)[];
  return names.find((known) => known.toLowerCase() === name.toLowerCase());
}

/** Takes what one call of `options` was given. Several calls add up. */
export function setOptions(options: Options, given: unknown): void {
  if (given === null || (typeof given !== 'object' && typeof given !== 'function')) return;
  for (const name of Reflect.ownKeys(given)) {
    const known = typeof name === 'string' ? optionNamed(name) : undefined;
    if (!known) throw new Refusal('handler_error', `There is no option ${String(name)}.`);
    const value: unknown = Object.getOwnPropertyDescriptor(given, name)?.value;
    const type = optionTypes[known];
    if (typeof value !== type) {
      throw new Refusal('handler_error', `The option ${known} takes a ${type}.`);
    }
    Object.assign(options, { [known]: type === 'number' ? Math.trunc(Number(value)) : value });
  }
}
