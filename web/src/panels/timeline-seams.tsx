import { type Fold, seamsIn } from '../state/folds';
import { folds } from '../state/idle';
import { shown } from '../state/scale';
import { shareOf, size } from '../state/span';
import { showLapse } from '../text/show';
import { listTime } from '../text/time';

/** What is written along a seam needs so much of its width, in pixels. */
const leastWritten = 10;

/** Where idle time is folded, and how much of it. */
export function Seams({ width }: { width: number }) {
  const [{ seam }, span] = [folds.value, shown.value];
  const seams = seamsIn(folds.value, span);
  if (seams.length === 0) return null;
  const written = (seam / size(span)) * width >= leastWritten;
  return (
    <ul class="seams" aria-label="Idle time that is folded">
      {seams.map(({ place, idle }) => (
        <li
          key={place}
          class={written ? 'seam' : 'seam narrow'}
          title={told(idle)}
          style={{
            '--from': String(Math.max(0, shareOf(place, span))),
            '--to': String(Math.min(1, shareOf(place + seam, span))),
          }}
        >
          <span class="lapse">
            {showLapse(size(idle))}
            <span class="hidden"> idle</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

function told(idle: Fold['idle']): string {
  const at = (time: number) => listTime(new Date(time).toISOString(), '');
  return `${showLapse(size(idle))} idle, folded: from ${at(idle.from)} to ${at(idle.to)} UTC`;
}
