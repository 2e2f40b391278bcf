import { useId } from 'preact/hooks';

/** One of a few, all in sight: radio buttons that look like one control. */
export function Segmented<T extends string>({
  label,
  value,
  choices,
  onValue,
}: {
  label: string;
  value: T;
  /** Each value and what it is called. */
  choices: readonly (readonly [T, string])[];
  onValue(value: T): void;
}) {
  const name = useId();
  return (
    <fieldset class="segmented">
      <legend class="hidden">{label}</legend>
      {choices.map(([choice, title]) => (
        <label key={choice}>
          <input
            type="radio"
            name={name}
            checked={choice === value}
            onChange={() => onValue(choice)}
          />
          <span>{title}</span>
        </label>
      ))}
    </fieldset>
  );
}
