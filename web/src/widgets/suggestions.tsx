import { useLayoutEffect, useRef } from 'preact/hooks';
import { oneLine, plural } from '../text/show';
import type { Suggestion } from '../text/suggestions';

/** The id of a suggestion's element, by its place from 0; a field names the one that is active. */
export function optionId(list: string, index: number): string {
  return `${list}-${index}`;
}

/** What a field could go on with, in a list under it. The field keeps the focus and has the keys. */
export function Suggestions({
  id,
  open,
  suggestions,
  active,
  onChoose,
}: {
  id: string;
  open: boolean;
  suggestions: readonly Suggestion[];
  /** The one that Enter would choose, from 0; -1 for none. */
  active: number;
  onChoose(suggestion: Suggestion): void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    <>
      <div
        id={id}
        class="suggestions"
        role="listbox"
        aria-label="Suggestions"
        hidden={!open}
        ref={list}
      >
        {open &&
          suggestions.map((suggestion, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: see above
            // biome-ignore lint/a11y/useFocusableInteractive: see above
            <div
              key={suggestion.term}
              id={optionId(id, i)}
              class="suggestion"
              role="option"
              aria-selected={i === active}
              // Or the field would lose the focus, and the list go, before it is clicked.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => onChoose(suggestion)}
            >
              <span class="suggestion-term">{oneLine(suggestion.term, 200)}</span>
              <span class="of">{suggestion.about}</span>
            </div>
          ))}
      </div>
      <p class="hidden" role="status">
        {open && plural(suggestions.length, 'suggestion')}
      </p>
    </>
  );
}
