import { batch, effect } from '@preact/signals';
import type { Flip, Flips } from '../engine/api';
import { asEngineError } from '../engine/errors';
import { oneLine, showCount } from '../text/show';
import { answerTo, asking } from './answer';
import { changeNumber, lastPosition } from './engine';
import {
  type Condition,
  condition,
  currentFlip,
  findError,
  findErrorField,
  flipBeside,
  found,
  mostFound,
} from './findings';
import { Latest, superseded } from './latest';
import { say } from './status';
import { lookAtPosition } from './view';
import { viewedPosition } from './viewed';

/** Flips that are asked for at a time. */
const partSize = 1_000;

/** Keeps the flips of the condition in step with the log. */
export function followCondition(): void {
  const latest = new Latest();
  effect(() => {
    changeNumber.value;
    const asked = condition.value;
    if (asked === null) return;
    latest
      .ask(() => findAll(asked))
      .then(
        (answer) => {
          if (answer === superseded || condition.peek() !== asked) return;
          batch(() => {
            found.value = answer;
            findError.value = '';
            findErrorField.value = '';
          });
        },
        (error) => {
          if (condition.peek() !== asked) return;
          const { message, details } = asEngineError(error);
          batch(() => {
            findError.value = message;
            findErrorField.value = typeof details.field === 'string' ? details.field : '';
          });
        },
      );
  });
}

/** Asks for them in parts: to read thousands at once would keep the page from answering. */
async function findAll(asked: Condition): Promise<Flips> {
  const { projection: name, ...query } = asked;
  const flips: Flip[] = [];
  for (;;) {
    const next = { ask: 'find', name, ...query, offset: flips.length, limit: partSize } as const;
    const part = await answerTo(
      asking([next], (flips) => flips),
      'later',
    );
    flips.push(...part.flips);
    const isAll = part.flips.length < partSize || flips.length >= mostFound;
    if (isAll || condition.peek() !== asked) return { ...part, flips };
  }
}

/** Goes to the moment of a flip, by its number from 0. */
export function goToFlip(index: number): void {
  const flip = found.value?.flips[index];
  if (!flip) return;
  batch(() => {
    currentFlip.value = index;
    lookAtPosition(flip.position, lastPosition.value);
  });
  say(`${oneLine(flip.key, 80)} turned ${flip.becomes} at position ${showCount(flip.position)}`);
}

/** Goes to the next flip, or the one before. */
export function stepFlip(by: 1 | -1): void {
  goToFlip(flipBeside(by, viewedPosition.value));
}
