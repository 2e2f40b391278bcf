import { useMemo } from 'preact/hooks';
import type { Event as ListedEvent } from '../protocol/questions.gen';
import { oneLine, showCount } from '../text/show';
import { summaryOf, type Usual } from '../text/summary';
import { steady } from '../widgets/steady';
import { When } from '../widgets/when';
import { TypeBadge } from './badge';

/** The id of a row, which the grid's focus names. */
export function rowId(index: number): string {
  return `event-row-${index}`;
}

/** One event in the list. */
export const EventRow = steady(Row);

function Row({
  index,
  event,
  usual,
  active,
  later,
  year,
  onChoose,
}: {
  /** From 0. */
  index: number;
  event: ListedEvent;
  /** What is usual for events of its type, and so comes last. */
  usual: Usual | undefined;
  active: boolean;
  /** Whether it is later than the viewed moment. */
  later: boolean;
  /** The year that times are shown without. */
  year: string;
  /** @param span whether it is the other end of a span: Shift was held. */
  onChoose(index: number, span: boolean): void;
}) {
  const { position, time, type, stream, dataText } = event;
  const summary = useMemo(() => summaryOf(dataText, stream, usual), [dataText, stream, usual]);
  return (
    <tr
      id={rowId(index)}
      class={later ? 'later' : ''}
      // The header is row 1.
      aria-rowindex={index + 2}
      aria-selected={active}
      onClick={(event) => onChoose(index, event.shiftKey)}
      // Without this, Shift would select the text between the two rows.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      <td>
        {showCount(position)}
        {later && <span class="hidden">, later than the viewed moment</span>}
      </td>
      <td>
        <When time={time} year={year} />
      </td>
      <td>
        <TypeBadge type={type} />
      </td>
      <td>{oneLine(stream, 80)}</td>
      <td>{summary}</td>
    </tr>
  );
}
