import { listTime, showTime } from '../text/time';

/** A time in a list: short, with the exact one as a tooltip. */
export function When({ time, year }: { time: string; year: string }) {
  return (
    <time dateTime={time} title={showTime(time)}>
      {listTime(time, year)}
    </time>
  );
}
