import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { Causes, EventDetail, Event as ListedEvent } from '../protocol/questions.gen';
import { asking, useAnswer } from '../state/answer';
import { lineageOf, narrow, select, selectInLineage } from '../state/view';
import { logYear } from '../state/viewed';
import { oneLine, plural, showCount } from '../text/show';
import { Icon } from '../widgets/icon';
import { When } from '../widgets/when';
import { TypeBadge } from './badge';
import { eventTitleId } from './lineage';

/** Events listed of one kind. */
const mostListed = 50;

/** Whether causes and effects are looked for: that reads every event, so the user has to ask for it. */
const open = signal(false);

/** The way from an event to what caused it and to what it caused; beside it, what else can be done. */
export function CausesOf({ event, children }: { event: EventDetail; children: ComponentChildren }) {
  const id = useId();
  return (
    <div class="causes">
      <button
        type="button"
        aria-expanded={open.value}
        aria-controls={id}
        onClick={() => {
          open.value = !open.value;
        }}
      >
        Causes and effects
        <Icon name={open.value ? 'up' : 'more'} />
      </button>
      {children}
      <div id={id} class="causes-found" hidden={!open.value}>
        {open.value && <Found key={event.id} event={event} />}
      </div>
    </div>
  );
}

function Found({ event }: { event: EventDetail }) {
  const { position } = event;
  const answer = useAnswer(
    () => asking([{ ask: 'causes', position }], (causes) => causes),
    'later',
  );
  const { value, error } = answer.value;
  if (error) return <p class="count wrong">{error.message}</p>;
  if (!value) return <p class="count">…</p>;
  return (
    <dl class="facts">
      <dt>Caused by</dt>
      <dd>
        <Cause causes={value} />
      </dd>
      <dt>Led to</dt>
      <dd>
        <Links events={value.effects} none="no event names this one as its cause" />
      </dd>
      <dt>Together with</dt>
      <dd>
        <Links events={value.correlated} none="no event is of the same correlation" />
        {value.correlated.length > 0 && (
          <button type="button" class="link" onClick={() => narrow({ text: value.correlationId })}>
            Show them in the list
          </button>
        )}
        {value.only > 0 && (
          <p class="of">of the first {showCount(value.only)} events that name these ids</p>
        )}
      </dd>
    </dl>
  );
}

function Cause({ causes: { causeId, cause } }: { causes: Causes }) {
  if (cause) return <Link event={cause} />;
  if (causeId === '') return <span class="of">no event: its metadata name none</span>;
  return <span class="of">an event that is not in the log, id {oneLine(causeId, 200)}</span>;
}

function Links({ events, none }: { events: ListedEvent[]; none: string }) {
  if (events.length === 0) return <span class="of">{none}</span>;
  const others = events.length - mostListed;
  return (
    <>
      {events.slice(0, mostListed).map((event) => (
        <Link key={event.position} event={event} />
      ))}
      {others > 0 && <p class="of">and {plural(others, 'other')}</p>}
    </>
  );
}

function Link({ event: { position, type, time } }: { event: ListedEvent }) {
  return (
    <p class="cause">
      <button type="button" class="link" onClick={() => goTo(position)}>
        Event {showCount(position)}
      </button>
      <TypeBadge type={type} />
      <When time={time} year={logYear.value} />
    </p>
  );
}

/** Shows another event; the focus goes to its title, since the link goes. */
function goTo(position: number): void {
  if (lineageOf.peek()) selectInLineage(position);
  else select(position);
  requestAnimationFrame(() => document.getElementById(eventTitleId)?.focus());
}
