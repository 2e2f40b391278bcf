import { batch, effect } from '@preact/signals';
import { Latest, superseded } from '../engine/latest';
import { oneLine, showCount } from '../text/show';
import { condition, currentFlip, findProblem, flipBeside, found, mostFound } from './findings';
import { engine, lastPosition, revision } from './log';
import { say } from './status';
import { lookAtPosition } from './view';
import { viewedPosition } from './viewed';

/** Keeps the turning points of the condition in step with the log. */
export function followCondition(): void {
  const latest = new Latest();
  effect(() => {
    revision.value;
    const asked = condition.value;
    if (asked === null) return;
    const { projection, ...query } = asked;
    latest
      .ask(() => engine.find(projection, { ...query, limit: mostFound }))
      .then(
        (answer) => {
          if (answer === superseded || condition.peek() !== asked) return;
          batch(() => {
            found.value = answer;
            findProblem.value = '';
          });
        },
        (error: Error) => {
          if (condition.peek() === asked) findProblem.value = error.message;
        },
      );
  });
}

/** Goes to the moment of a turning point, by its number from 0. */
export function goToFlip(index: number): void {
  const flip = found.value?.flips[index];
  if (!flip) return;
  batch(() => {
    currentFlip.value = index;
    lookAtPosition(flip.position, lastPosition.value);
  });
  say(`${oneLine(flip.key, 80)} turned ${flip.becomes} at position ${showCount(flip.position)}`);
}

/** Goes to the next turning point, or the one before. */
export function stepFlip(by: 1 | -1): void {
  goToFlip(flipBeside(by, viewedPosition.value));
}
