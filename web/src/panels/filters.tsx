import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { stats } from '../state/engine';
import { clearFilters, filter, narrow, rangeIsEmpty, unfiltered } from '../state/view';
import { showCount } from '../text/show';
import { readTime } from '../text/time';
import { Icon } from '../widgets/icon';
import { TypeBadge } from './badge';
import { QueryBar } from './query-bar';

/** What narrows the list: one filter, as a line of text and as a form. Both work as they are filled in. */
export function Filters() {
  const more = useSignal(false);
  const id = useId();
  return (
    <search class="filters" aria-label="Filter events">
      <div class="filter-row">
        <QueryBar />
        <button
          type="button"
          aria-expanded={more.value}
          aria-controls={id}
          onClick={() => {
            more.value = !more.value;
          }}
        >
          Types and range
          <Icon name={more.value ? 'up' : 'more'} />
        </button>
      </div>
      <div id={id} hidden={!more.value} class="filter-more">
        <TypeChoice />
        <RangeFields />
      </div>
      <OnlyBetween />
    </search>
  );
}

/** Lets everything through again. */
export function ClearFilters() {
  return (
    <button
      type="button"
      class="quiet clear-filters"
      aria-disabled={unfiltered.value}
      onClick={clearFilters}
    >
      Clear filters
    </button>
  );
}

/** The positions that the list is narrowed to, and a button that ends that. */
function OnlyBetween() {
  const { between } = filter.value;
  if (between === null) return null;
  const first = showCount(between.after + 1);
  const last = showCount(between.until);
  return (
    <p class="only-between">
      {first === last ? `Only position ${last}` : `Only positions ${first} to ${last}`}
      <button type="button" class="link" onClick={() => narrow({ between: null })}>
        Show all positions
      </button>
    </p>
  );
}

function TypeChoice() {
  const all = stats.value?.types.slice(0, 60) ?? [];
  const { types } = filter.value;
  const toggle = (name: string) =>
    narrow({
      types: types.includes(name) ? types.filter((type) => type !== name) : [...types, name],
    });
  return (
    <fieldset class="types">
      <legend>Types</legend>
      <div class="type-list">
        {all.map(({ name, count }) => (
          <label key={name} class="type-choice">
            <input type="checkbox" checked={types.includes(name)} onChange={() => toggle(name)} />
            <TypeBadge type={name} />
            <span class="type-count">{showCount(count)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function RangeFields() {
  return (
    <fieldset class="range">
      <legend>Range, from (inclusive) to (exclusive)</legend>
      <div class="range-fields">
        <Bound name="from" label="From" />
        <Bound name="to" label="To" />
        <label class="clock">
          Clock
          <select
            value={filter.value.clock}
            onChange={(event) =>
              narrow({ clock: event.currentTarget.value as 'time' | 'recorded' })
            }
          >
            <option value="time">happened (time)</option>
            <option value="recorded">recorded</option>
          </select>
        </label>
      </div>
      <p class="note wrong" role="status">
        {rangeIsEmpty.value && '“From” is after “To”: the range is empty.'}
      </p>
    </fieldset>
  );
}

function Bound({ name, label }: { name: 'from' | 'to'; label: string }) {
  const typed = useSignal(filter.value[name]);
  const meant = useSignal(filter.value[name]);
  const note = useSignal('');
  const wrong = useSignal(false);
  const id = useId();
  // Set or cleared elsewhere: forget what was typed.
  const own = filter.value[name] === meant.value;
  const take = (text: string) => {
    typed.value = text;
    const read = text.trim() === '' ? { time: '', note: '' } : readTime(text);
    wrong.value = typeof read === 'string';
    note.value = typeof read === 'string' ? read : read.note;
    meant.value = typeof read === 'string' ? '' : read.time;
    narrow({ [name]: meant.value });
  };
  return (
    <div class="bound">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        placeholder="2026-01-06 15:00"
        aria-describedby={`${id}-note`}
        aria-invalid={own && wrong.value}
        value={own ? typed.value : filter.value[name]}
        onInput={(event) => take(event.currentTarget.value)}
      />
      <p id={`${id}-note`} class={own && wrong.value ? 'note wrong' : 'note'}>
        {own && note.value}
      </p>
    </div>
  );
}
