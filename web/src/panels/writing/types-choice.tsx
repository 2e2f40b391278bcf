import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Types } from '../../definition/form/form';
import type { LogMember } from '../../definition/form/log-members';
import { oneLine, showCount } from '../../text/show';
import { Chips } from '../../widgets/chips';
import { TypeBadge } from '../badge';

/** Which types of events count: all, those that have a member, or only some. */
export function TypesChoice({
  label,
  value,
  member = null,
  types,
  onValue,
}: {
  label: string;
  value: Types;
  /** The types that have it can be chosen at once. */
  member?: LogMember | null;
  types: readonly string[];
  onValue(types: Types): void;
}) {
  const opened = useSignal(false);
  const id = useId();
  const having = member ? types.filter((type) => member.types.has(type)) : [];
  const all = { value: 'all', title: `all types`, about: showCount(types.length) };
  const some = { value: 'some', title: 'only these', about: showCount(value?.length ?? 0) };
  const those = {
    value: 'having',
    title: `all that have ${oneLine(member?.path.join('.') ?? '', 40)}`,
    about: showCount(having.length),
  };
  const isHaving = value !== null && having.length > 0 && sameTypes(value, having);
  const chosen = value === null ? 'all' : isHaving && !opened.value ? 'having' : 'some';
  const take = (choice: string) => {
    opened.value = choice === 'some';
    if (choice === 'all') onValue(null);
    else if (choice === 'having') onValue(having);
    else onValue(value ?? types);
  };
  const toggle = (type: string) => {
    const now = value ?? [];
    onValue(
      now.includes(type)
        ? now.filter((other) => other !== type)
        : types.filter((other) => other === type || now.includes(other)),
    );
  };
  return (
    <div class="types-choice">
      <Chips
        label={label}
        value={chosen}
        choices={[all, ...(having.length > 0 ? [those] : []), some]}
        onValue={take}
      />
      {chosen === 'some' && (
        <fieldset id={id} class="type-list">
          <legend class="hidden">{label}, only these</legend>
          {types.map((type) => (
            <label key={type} class="type-choice">
              <input
                type="checkbox"
                checked={value?.includes(type) ?? false}
                onChange={() => toggle(type)}
              />
              <TypeBadge type={type} />
            </label>
          ))}
        </fieldset>
      )}
    </div>
  );
}

function sameTypes(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((type) => other.includes(type));
}
