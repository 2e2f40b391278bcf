/** What crosses between the engine's worker and the sandbox's frame. */

import type { Version } from '../sandbox/outcome';

export type FrameAsked =
  /** Start a worker for a source. The port that it is to have comes along. */
  | { ask: 'start'; key: number; source: string; engine: Version }
  /** End it, whatever it does. */
  | { ask: 'end'; key: number };

export type FrameTold =
  /** The frame is there. */
  | { told: 'here' }
  /** A worker could not be started, or threw what nobody caught. */
  | { told: 'failed'; key: number; message: string }
  | { told: 'ended'; key: number };
