import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

/** One of some, all in sight: radio buttons that stand in as many lines as they need. */
export function Chips<T extends string>({
  label,
  value,
  choices,
  onValue,
  children,
}: {
  label: string;
  /** `null` where none of them is chosen. */
  value: T | null;
  choices: readonly { value: T; title: string; about?: string }[];
  onValue(value: T): void;
  /** What stands behind them. */
  children?: ComponentChildren;
}) {
  const name = useId();
  return (
    <fieldset class="chips">
      <legend class="hidden">{label}</legend>
      <span class="chips-label" aria-hidden="true">
        {label}
      </span>
      <div class="chips-choices">
        {choices.map((choice) => (
          <label key={choice.value} class="chip">
            <input
              type="radio"
              name={name}
              checked={choice.value === value}
              onChange={() => onValue(choice.value)}
            />
            <span>
              {choice.title}
              {choice.about && <span class="of"> {choice.about}</span>}
            </span>
          </label>
        ))}
        {children}
      </div>
    </fieldset>
  );
}
