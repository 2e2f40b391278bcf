import type { Column } from '../engine/api';
import { oneLine, showCount } from '../text/show';
import { summaryOf } from '../text/summary';
import { When } from '../widgets/when';
import { TypeBadge } from './badge';

/** Characters of a value that a cell may show. */
const mostShown = 200;
/** And of what an amount is in, which is three letters mostly. */
const longestCurrency = 8;

/** One value of a projection's row. */
export function Value({
  type,
  value,
  beside = '',
  currency = '',
  year,
}: {
  type: Column['type'];
  /** Of JSON, its text, so that each number is shown as it was written. */
  value: unknown;
  /** The row's key, which the value need not repeat. */
  beside?: string;
  /** What an amount of money is in; `''` when that is not known. */
  currency?: string;
  /** The year that times are shown without. */
  year: string;
}) {
  if (isNothing(type, value)) return <span class="none">–</span>;
  if (type === 'type') return <TypeBadge type={String(value)} />;
  if (type === 'time') return <When time={String(value)} year={year} />;
  if (type === 'integer' && typeof value === 'number') return <>{showCount(value)}</>;
  if (type === 'json') return <>{summaryOf(String(value), beside)}</>;
  if (type === 'money' && currency !== '') {
    return (
      <>
        {oneLine(String(value), mostShown)}{' '}
        <span class="currency">{oneLine(currency, longestCurrency)}</span>
      </>
    );
  }
  return <>{oneLine(typeof value === 'string' ? value : JSON.stringify(value), mostShown)}</>;
}

/** Whether there is nothing to be shown: also for JSON that says so. */
function isNothing(type: Column['type'], value: unknown): boolean {
  if (type === 'json') return /^\s*(?:null|"")?\s*$/.test(String(value ?? ''));
  return value === null || value === undefined || value === '';
}
