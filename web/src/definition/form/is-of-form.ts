import type { Form } from './form';
import { writeSource } from './write-source';

/**
 * Whether a source still is what its form describes. A form is kept beside its source; once the source is changed by
 * hand, even by a letter, the form says nothing of it any more and must not be shown as if it did.
 */
export function isOfForm(source: string, form: Form): boolean {
  return source === writeSource(form);
}
