import { render } from 'preact';
import { App } from './panels/app';
import { listenForKeys } from './panels/keys';
import { keepAddress } from './state/address-bar';
import { tellCutShort } from './state/cut-short';
import { drawOncePerFrame } from './state/drawing';
import { connect, engine } from './state/engine';
import { welcome } from './state/newcomer';
import { scripting } from './state/scripting';
import { follow, openSample } from './state/session';
import { keepSizes } from './state/sizes';
import { keepFocus } from './widgets/focus';

/** What this browser lacks; `''` when it has all that is needed. */
function lacking(): string {
  if (typeof WebAssembly !== 'object') return 'WebAssembly';
  if (typeof Worker !== 'function') return 'web workers';
  return typeof HTMLDialogElement === 'function' && 'popover' in HTMLElement.prototype
    ? ''
    : 'dialogs and popovers';
}

const page = document.getElementById('page');
const lack = lacking();
if (page && lack !== '') {
  const message = document.createElement('p');
  message.setAttribute('role', 'alert');
  message.textContent = `Hindsight needs a browser with ${lack}. Any that is kept up to date has it.`;
  page.querySelector('main')?.append(message);
} else if (page) {
  page.textContent = '';
  connect();
  drawOncePerFrame();
  const opened = openSample();
  // Callers of hindsight.ready get this rejection; without any it must not count as unhandled.
  opened.catch(() => {});
  window.hindsight = scripting(engine, opened);
  render(<App />, page);
  listenForKeys();
  // Behind an open dialog nothing can have the focus: it goes to a button of the dialog.
  keepFocus(
    () => document.querySelector('dialog[open] button') ?? document.getElementById('events'),
  );
  follow();
  keepSizes();
  tellCutShort();
  // Welcome only after that: what the address changes is not something that the user did.
  keepAddress(opened).then(welcome);
}
