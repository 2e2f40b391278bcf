import type { Signal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import { prettyJson } from '../text/json';
import { showBytes } from '../text/show';
import { JsonTree } from './json-tree';

/** How a payload is shown: `stored` is the exact text, `text` the same with line breaks. */
export type PayloadForm = 'tree' | 'text' | 'stored';

/** Characters shown at once: a browser takes long to lay out a megabyte. */
const mostShown = 50_000;

/** A payload. */
export function Payload({
  title,
  label,
  text,
  view,
  toggled,
}: {
  /** A heading above it; `''` for none. */
  title: string;
  /** Its name for screen readers. */
  label: string;
  text: string;
  view: PayloadForm;
  /** What of the tree was folded or unfolded by hand. */
  toggled: Signal<ReadonlySet<string>>;
}) {
  return (
    <div class="payload">
      {title && <h4>{title}</h4>}
      {view === 'tree' ? (
        <JsonTree text={text} label={label} toggled={toggled} />
      ) : (
        <PlainText key={`${view} ${text}`} text={text} pretty={view === 'text'} label={label} />
      )}
    </div>
  );
}

function PlainText({ text, pretty, label }: { text: string; pretty: boolean; label: string }) {
  const [all, setAll] = useState(false);
  const shown = useMemo(() => (pretty ? prettyJson(text) : text), [text, pretty]);
  return (
    <>
      {/* What scrolls has to be reachable by keyboard. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <section class="text" aria-label={label} tabIndex={0}>
        <pre class="code" dir="ltr">
          {all ? shown : shown.slice(0, mostShown)}
        </pre>
      </section>
      {!all && shown.length > mostShown && (
        <button type="button" onClick={() => setAll(true)}>
          Show all {showBytes(shown.length)}
        </button>
      )}
    </>
  );
}
