import type { Rule } from './diagnostic';
import { nearest } from './nearest';

const special = ['$init', '$initShared', '$any', '$created', '$deleted'];

/** Types of events that a log may have though their names begin with `$`. */
const systemTypes = ['$metadata', '$streamDeleted', '$>', '$@', '$settings', '$UserCreated'];

/** Handlers for types that no event has, which is most often a slip of the pen. */
export const unknownTypes: Rule = ({ script, types }, say) => {
  for (const { name, key } of script.handlers) {
    if (special.includes(name) || types.includes(name)) continue;
    if (name.startsWith('$')) {
      if (systemTypes.includes(name)) continue;
      const close = nearest(name, special);
      const ask = close ? ` Is ${close} meant?` : '';
      say(
        'warning',
        'unknown_special',
        key,
        `KurrentDB takes ${name} for the name of a type.${ask}`,
      );
    } else if (types.length > 0) {
      const close = nearest(name, types);
      const ask = close ? ` Is ${close} meant?` : '';
      say('warning', 'unknown_type', key, `No event has the type ${name}.${ask}`);
    }
  }
};
