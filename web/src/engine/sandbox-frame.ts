/** The page's frame in which own projections run: it has an origin of its own, and reaches nothing of the page's. */
export class SandboxFrame {
  #frame: HTMLIFrameElement | null = null;

  /** Puts the frame up, in place of the one before, and hands it a port to the engine's worker. */
  putUp(control: MessagePort): void {
    this.takeDown();
    const frame = document.createElement('iframe');
    frame.setAttribute('sandbox', 'allow-scripts');
    frame.hidden = true;
    frame.title = 'Runs own projections';
    frame.src = new URL(__SANDBOX_URL__, import.meta.url).href;
    // The frame has no origin that could be named: whoever is in it gets the port, and our policy says who that is.
    const hand = () => frame.contentWindow?.postMessage('control', '*', [control]);
    frame.addEventListener('load', hand, { once: true });
    this.#frame = frame;
    document.body.append(frame);
  }

  /** Takes it away, with all that runs in it. */
  takeDown(): void {
    this.#frame?.remove();
    this.#frame = null;
  }
}
