import { step } from '../../text/members';
import type { Path } from './form';

/** A path as the page shows it: `customer.name`, with quotes around a name that has a point in it. */
export function pathText(path: Path): string {
  return path.map(step).join('.');
}
