import { showCount } from '../text/show';
import { Icon } from './icon';

/** Which rows are shown, of how many, and the way to the others. */
export function Paging({
  offset,
  step,
  total,
  onOffset,
}: {
  /** The first row shown, from 0. */
  offset: number;
  /** Rows on a page. */
  step: number;
  total: number;
  onOffset(offset: number): void;
}) {
  const atStart = offset === 0;
  const atEnd = offset + step >= total;
  const range =
    total === 0 ? '0' : `${showCount(offset + 1)}–${showCount(Math.min(offset + step, total))}`;
  return (
    <div class="paging">
      <span class="count">
        {range} of {showCount(total)}
      </span>
      <button
        type="button"
        class="square"
        aria-label="Previous page"
        title="Previous page"
        aria-disabled={atStart}
        onClick={() => atStart || onOffset(Math.max(0, offset - step))}
      >
        <Icon name="previous" />
      </button>
      <button
        type="button"
        class="square"
        aria-label="Next page"
        title="Next page"
        aria-disabled={atEnd}
        onClick={() => atEnd || onOffset(offset + step)}
      >
        <Icon name="next" />
      </button>
    </div>
  );
}
