import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { lineOf } from '../state/act';
import { say } from '../state/status';
import { appendCallOf } from '../text/append-call';
import { cloudEventOf } from '../text/cloudevent';
import { showCount } from '../text/show';
import { memberLines } from '../text/stored-line';
import { Dialog } from '../widgets/dialog';
import { MenuButton } from '../widgets/menu';

/** What an event is copied as, each made of the line that `export` writes for it. */
const forms: readonly { title: string; as: string; textOf(line: string): string }[] = [
  { title: 'JSON', as: 'JSON', textOf: memberLines },
  { title: 'NDJSON line, as exported', as: 'a line of NDJSON', textOf: (line) => `${line}\n` },
  { title: 'CloudEvent 1.0', as: 'a CloudEvent', textOf: cloudEventOf },
  { title: 'Script that appends it', as: 'a script', textOf: appendCallOf },
];

/** Copies an event; what no clipboard takes is shown, to be copied by hand. */
export function CopyMenu({ position }: { position: number }) {
  const refused = useSignal<{ title: string; text: string } | null>(null);
  const copy = async ({ title, as, textOf }: (typeof forms)[number]) => {
    try {
      const text = textOf(await lineOf(position));
      if (await isTaken(text)) say(`Copied event ${showCount(position)} as ${as}`);
      else refused.value = { title: `Event ${showCount(position)}: ${title}`, text };
    } catch (error) {
      say(`Event ${showCount(position)} can’t be copied: ${(error as Error).message}`);
    }
  };
  const items = forms.map((form) => ({ title: form.title, run: () => copy(form) }));
  return (
    <>
      <MenuButton title="Copy" items={items} />
      {refused.value && (
        <ByHand
          {...refused.value}
          onClose={() => {
            refused.value = null;
          }}
        />
      )}
    </>
  );
}

/** Whether the clipboard took the text: a browser may have none, or refuse it. */
async function isTaken(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function ByHand({ title, text, onClose }: { title: string; text: string; onClose(): void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  return (
    <Dialog title={title} onClose={onClose}>
      <p>The browser refused the clipboard. The text is selected: copy it with Ctrl+C, or Cmd+C.</p>
      <textarea
        ref={(element) => {
          field.current = element;
          // A dialog would give its first button the focus.
          if (element) element.autofocus = true;
        }}
        class="code"
        aria-label={title}
        rows={14}
        readOnly
        spellcheck={false}
        value={text}
        onFocus={() => field.current?.select()}
      />
    </Dialog>
  );
}
