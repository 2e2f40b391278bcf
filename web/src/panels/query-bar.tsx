import { batch, useComputed, useSignal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import { useAnswer } from '../state/answer';
import { stats } from '../state/engine';
import { useExample } from '../state/example';
import { streamsAbout } from '../state/streams';
import { type Filter, filter, narrow } from '../state/view';
import { readMoment } from '../text/phrase';
import { type Query, readQuery, replaceWord, wordAt, writeQuery } from '../text/query';
import { oneLine } from '../text/show';
import { type Suggestion, suggestionsFor, wantsStreams } from '../text/suggestions';
import { Icon } from '../widgets/icon';
import { optionId, Suggestions } from '../widgets/suggestions';

const help =
  'type:  stream:  category:  from:  to:  narrow; all else is looked for letter for letter';

/** The filter as one line of text, which works as it is typed. */
export function QueryBar() {
  const bar = useQuery();
  const example = useExample();
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const { shown, suggestions, active } = bar;
  const open = bar.open.value && suggestions.value.length > 0;
  const choose = ({ term }: Suggestion) => {
    const { typed, caret } = replaceWord(shown.value, bar.word.value, term);
    bar.type(typed, caret);
    const element = field.current;
    if (!element) return;
    // After the new text is drawn, for the caret can't go beyond the text.
    element.value = typed;
    element.setSelectionRange(caret, caret);
    if (caret === typed.length) element.scrollLeft = element.scrollWidth;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (pressed(event, bar, choose)) event.preventDefault();
  };
  const { error, note } = bar.read.value;
  return (
    <div class="query">
      <div class="search">
        <Icon name="search" />
        <input
          ref={field}
          id="search-events"
          type="text"
          role="combobox"
          aria-label="Search events"
          aria-expanded={open}
          aria-controls={id}
          aria-autocomplete="list"
          aria-activedescendant={open && active.value >= 0 ? optionId(id, active.value) : undefined}
          aria-describedby={`${id}-note`}
          aria-invalid={error !== ''}
          placeholder={example?.query ?? ''}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={shown.value}
          onInput={({ currentTarget }) => {
            bar.type(currentTarget.value, currentTarget.selectionStart ?? 0);
          }}
          onSelect={({ currentTarget }) => bar.move(currentTarget.selectionStart ?? 0)}
          onClick={() => {
            if (shown.value === '') bar.open.value = true;
          }}
          onBlur={() => {
            bar.open.value = false;
          }}
          onKeyDown={onKeyDown}
        />
        <Suggestions
          id={id}
          open={open}
          suggestions={suggestions.value}
          active={active.value}
          onChoose={choose}
        />
      </div>
      <p id={`${id}-note`} class={error ? 'note wrong' : 'note'} aria-live="polite">
        {oneLine(error || note || help, 200)}
      </p>
    </div>
  );
}

/** What is typed, what it means, and how it could go on. */
function useQuery() {
  const meant = useSignal(queryOf(filter.peek()));
  const typed = useSignal(writeQuery(meant.peek()));
  const caret = useSignal(0);
  const open = useSignal(false);
  /** The term of the suggestion that the arrow keys are at; `''` for none. */
  const at = useSignal('');
  // The filter was changed elsewhere: forget what was typed.
  const shown = useComputed(() => {
    const query = queryOf(filter.value);
    return isSame(query, meant.value) ? typed.value : writeQuery(query);
  });
  const read = useComputed(() => readQuery(shown.value, (time) => readMoment(time, new Date())));
  // Narrowed from elsewhere, the text may have become shorter than it was where the caret stood.
  const word = useComputed(() => wordAt(shown.value, Math.min(caret.value, shown.value.length)));
  const streams = useAnswer(() =>
    open.value && wantsStreams(word.value) ? streamsAbout(word.value.value) : null,
  );
  const suggestions = useComputed(() =>
    open.value
      ? suggestionsFor(word.value, read.value.query, {
          types: stats.value?.types ?? [],
          streams: streams.value.value ?? [],
        })
      : [],
  );
  const active = useComputed(() => suggestions.value.findIndex(({ term }) => term === at.value));
  const type = (text: string, place: number) => {
    const { query } = readQuery(text, (time) => readMoment(time, new Date()));
    const { prefix, value } = wordAt(text, place);
    batch(() => {
      typed.value = text;
      caret.value = place;
      meant.value = query;
      at.value = '';
      // Between two words there are no suggestions, so that the list stays in view.
      open.value = prefix !== null || value !== '';
      narrow(query);
    });
  };
  const move = (place: number) => {
    caret.value = place;
  };
  return { shown, read, word, suggestions, active, at, open, type, move };
}

/** Whether the key meant something for the suggestions. */
function pressed(
  { key, shiftKey }: KeyboardEvent,
  { open, suggestions, active, at }: ReturnType<typeof useQuery>,
  choose: (suggestion: Suggestion) => void,
): boolean {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (step) {
    open.value = true;
    const all = suggestions.value;
    const here = active.value < 0 && step < 0 ? 0 : active.value;
    at.value = all[(here + step + all.length) % all.length]?.term ?? '';
    return true;
  }
  const chosen = suggestions.value[active.value];
  if (chosen && (key === 'Enter' || (key === 'Tab' && !shiftKey))) {
    choose(chosen);
    return true;
  }
  if (key !== 'Enter' && key !== 'Escape') return false;
  if (open.value && suggestions.value.length > 0) open.value = false;
  else document.getElementById('events')?.focus();
  return true;
}

function queryOf({ types, stream, category, text, from, to }: Filter): Query {
  return { types, stream, category, text, from, to };
}

function isSame(a: Query, b: Query): boolean {
  return writeQuery(a) === writeQuery(b);
}
