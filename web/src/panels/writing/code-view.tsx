import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Diagnostic as Placed } from '../../definition/diagnostics/diagnostic';
import type { Editor } from '../../editor/editor';
import type { Diagnostic } from '../../engine/api';
import { knownOfLog } from '../../state/log-sample';
import { notTried, tried } from '../../state/trying';
import { write, writing } from '../../state/writing';
import { CodeField } from '../../widgets/field';
import { sentence } from './tried';

/** The source, in an editor that is loaded when it is opened. */
export function CodeView({ onRun }: { onRun(): void }) {
  const room = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor | null>(null);
  const refused = useSignal('');
  const said = useSignal<readonly Diagnostic[]>([]);
  const run = useRef(onRun);
  run.current = onRun;
  useEffect(() => {
    let gone = false;
    const open = async () => {
      const { openEditor, membersIn } = await import('../../editor/editor');
      const draft = writing.peek();
      if (gone || !room.current || !draft) return;
      editor.current = openEditor(room.current, {
        source: draft.source,
        engine: draft.engine,
        known: knownOfLog(membersIn),
        onChange: (source) => write({ source }),
        onRun: () => run.current(),
        onDiagnostics: (all) => {
          said.value = all;
        },
      });
      editor.current.focus();
    };
    open().catch((error) => {
      refused.value = (error as Error).message;
    });
    return () => {
      gone = true;
      editor.current?.close();
    };
  }, []);
  const draft = writing.value;
  // What running it has said, beside what reading it says.
  const ran = notTried.value;
  useEffect(() => {
    // What was typed since this was drawn is in the draft already.
    const latest = writing.peek();
    if (!editor.current || !latest) return;
    editor.current.engine = latest.engine;
    editor.current.source = latest.source;
  }, [draft?.engine, draft?.source]);
  useEffect(() => {
    editor.current?.show([...ran.map(placed), ...faultOf()]);
  }, [ran, tried.value]);
  if (refused.value) {
    return (
      <div class="writing-code">
        <p class="note wrong">The editor could not be loaded: {refused.value}</p>
        <CodeField
          label="The projection’s source"
          value={draft?.source ?? ''}
          rows={16}
          onValue={(source) => write({ source })}
        />
      </div>
    );
  }
  return (
    <div class="writing-code">
      <div class="editor-room" ref={room} />
      <Said all={said.value} onGo={(line, column) => editor.current?.goTo(line, column)} />
    </div>
  );
}

/** What is said of no line is said of the first. */
function placed({ line = 1, column = 1, ...rest }: Diagnostic): Placed {
  return { ...rest, line: line ?? 1, column: column ?? 1 };
}

/** Where the first event that failed has failed. */
function faultOf(): Placed[] {
  const fault = tried.value?.fault;
  if (!fault || fault.line === null) return [];
  const message = `Event ${fault.position}: ${fault.message}`;
  return [
    { severity: 'error', code: fault.code, message, line: fault.line, column: fault.column ?? 1 },
  ];
}

function Said({
  all,
  onGo,
}: {
  all: readonly Diagnostic[];
  onGo(line: number, column: number): void;
}) {
  return (
    <ul class="said" aria-label="What is to be said of the source">
      {all.map((diagnostic) => {
        const { severity, code, line = 1, column = 1 } = diagnostic;
        return (
          <li key={`${code} ${line} ${column}`}>
            <button
              type="button"
              class={severity === 'error' ? 'link wrong' : 'link'}
              onClick={() => onGo(line, column)}
            >
              {sentence(diagnostic)}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
