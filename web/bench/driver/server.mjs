// Servers on a free port of this machine.

/**
 * @typedef {object} Served
 * @property {string} url
 * @property {() => Promise<void>} close
 */

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<Served>}
 */
export async function listen(server) {
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(null)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
