// The page in which own projections run. It is one file, whose script its policy names by its hash: nothing else runs in
// it but the workers that this script makes.

import { createHash } from 'node:crypto';
import { bundle, bundleScript } from './bundle.mjs';

/**
 * @param {string} web
 * @param {{ dev: boolean }} options
 * @returns {Promise<{ name: string, content: Buffer }>}
 */
export async function sandboxPage(web, options) {
  const worker = await scriptOf(web, 'src/definition/sandbox/worker.ts', {}, options);
  const define = { __SANDBOX_SCRIPT__: JSON.stringify(worker) };
  const frame = await scriptOf(web, 'src/definition/frame/frame.ts', define, options);
  const content = Buffer.from(markup(frame));
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8).toUpperCase();
  return { name: `sandbox-${hash}.html`, content };
}

/**
 * @param {string} web
 * @param {string} source
 * @param {Record<string, string>} define
 * @param {{ dev: boolean }} options
 */
async function scriptOf(web, source, define, options) {
  const { entry, files } = await bundle(bundleScript(web, source, define, options));
  const made = files.find(({ name }) => name === entry);
  if (!made) throw new Error(`bundling ${source} made no script`);
  return Buffer.from(made.content).toString().trim();
}

/**
 * The server's own header says the same, and takes the page's origin away even where it is opened by itself.
 *
 * @param {string} script
 */
function markup(script) {
  const hash = createHash('sha256').update(script).digest('base64');
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <title>Runs own projections</title>
    <script>${script}</script>
  </head>
</html>
`;
}
