import { setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView } from '@codemirror/view';
import type { Diagnostic } from '../definition/diagnostics/diagnostic';
import type { Version } from '../definition/sandbox/outcome';
import { Checks } from './checks';
import { keys } from './keys';
import { type Known, nothingKnown } from './known';
import { frame } from './look';
import { markOf, placeOf } from './marks';
import type { After } from './pause';
import { surface } from './surface';

export { membersIn } from './data-members';
export type { DataMember, Known } from './known';

/** What an editor is opened with. */
export interface EditorOptions {
  source: string;
  /** Whose rules the source is checked by. */
  engine: Version;
  /** What completion knows of the log; nothing where it is left out. */
  known?: Known;
  /** The source was changed, however that came. */
  onChange(source: string): void;
  /** The source is to be run: Ctrl+Enter, or Cmd+Enter. */
  onRun(source: string): void;
  /** The focus has left the editor. */
  onLeave?(): void;
  /** All that is to be said of the source, by lines, for a list outside of the editor. */
  onDiagnostics?(all: readonly Diagnostic[]): void;
  /** Waits until typing pauses; by the browser's clock where it is left out. */
  after?: After;
}

/** An editor on the page. */
export interface Editor {
  /** The source as it is now. Setting it can be undone like typing. */
  source: string;
  /** Whose rules the source is checked by. */
  engine: Version;
  /** Adds what running the source has said; it is forgotten when the source changes. */
  show(diagnostics: readonly Diagnostic[]): void;
  /** Tells what completion knows of the log from now on. */
  know(known: Known): void;
  focus(): void;
  /** Puts the caret at a place, both from 1 on, brings it into view and gives it the focus. */
  goTo(line: number, column: number): void;
  /** Takes the editor off the page. */
  close(): void;
}

/** Opens an editor in an element, which it fills. */
export function openEditor(parent: HTMLElement, options: EditorOptions): Editor {
  return new ProjectionEditor(parent, options);
}

/** Stands under the editor, and is said of it. */
const hint =
  'Ctrl or Cmd+Enter runs it, Ctrl+Space completes, F8 goes to the next mistake. Escape, then Tab, leaves the editor.';

/**
 * It lives in a shadow root: there CodeMirror's styles are objects rather than elements, and a page whose
 * policy allows no inline styles doesn't refuse them.
 */
class ProjectionEditor implements Editor {
  readonly #host = document.createElement('div');
  readonly #listening = new AbortController();
  readonly #view: EditorView;
  readonly #checks: Checks;
  readonly #options: EditorOptions;
  #engine: Version;
  #known: Known;

  constructor(parent: HTMLElement, options: EditorOptions) {
    this.#options = options;
    this.#engine = options.engine;
    this.#known = options.known ?? nothingKnown;
    const root = this.#host.attachShadow({ mode: 'open' });
    const [room, note] = framed(root);
    this.#listen();
    parent.append(this.#host);
    this.#view = new EditorView({
      root,
      parent: room,
      state: EditorState.create({
        doc: options.source,
        extensions: [
          keys({ run: () => options.onRun(this.source) }),
          surface({ known: () => this.#known, describedBy: note.id }),
          EditorView.updateListener.of(({ docChanged }) => docChanged && this.#changed()),
        ],
      }),
    });
    const tell = (all: readonly Diagnostic[]) => this.#draw(all);
    this.#checks = new Checks(options.source, this.#checkedFor, tell, options.after);
  }

  get source(): string {
    return this.#view.state.doc.toString();
  }

  set source(source: string) {
    if (source === this.source) return;
    const { length } = this.#view.state.doc;
    this.#view.dispatch({ changes: { from: 0, to: length, insert: source } });
  }

  get engine(): Version {
    return this.#engine;
  }

  set engine(engine: Version) {
    this.#engine = engine;
    this.#checks.checkFor(this.#checkedFor);
  }

  show(diagnostics: readonly Diagnostic[]): void {
    this.#checks.ran(diagnostics);
  }

  know(known: Known): void {
    this.#known = known;
    this.#checks.checkFor(this.#checkedFor);
  }

  focus(): void {
    this.#view.focus();
  }

  goTo(line: number, column: number): void {
    const anchor = placeOf(this.#view.state.doc, line, column);
    this.#view.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    this.focus();
  }

  close(): void {
    this.#listening.abort();
    this.#checks.close();
    this.#view.destroy();
    this.#host.remove();
  }

  get #checkedFor() {
    return { engine: this.#engine, types: this.#known.types };
  }

  #changed(): void {
    const { source } = this;
    this.#checks.changed(source);
    this.#options.onChange(source);
  }

  #draw(all: readonly Diagnostic[]): void {
    const { state } = this.#view;
    this.#view.dispatch(
      setDiagnostics(
        state,
        all.map((said) => markOf(state.doc, said)),
      ),
    );
    this.#options.onDiagnostics?.(all);
  }

  #listen(): void {
    const { signal } = this.#listening;
    this.#host.addEventListener('focusout', () => this.#options.onLeave?.(), { signal });
    this.#host.addEventListener('keydown', keepKey, { signal });
  }
}

/**
 * The page has keys of its own, letters among them, and can't see that it is a text that they are typed
 * into. Only letters with Ctrl or Cmd that mean nothing here go on to it.
 */
function keepKey(event: KeyboardEvent): void {
  const isCommand = (event.ctrlKey || event.metaKey) && event.key.length === 1;
  if (!isCommand) event.stopPropagation();
}

/** Puts into the shadow root the room for CodeMirror and the hint under it. */
function framed(root: ShadowRoot): [HTMLElement, HTMLElement] {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(frame);
  root.adoptedStyleSheets = [sheet];
  const room = document.createElement('div');
  room.className = 'editor';
  const note = document.createElement('p');
  note.className = 'hint';
  note.id = 'hint';
  note.textContent = hint;
  root.append(room, note);
  return [room, note];
}
