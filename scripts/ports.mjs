// @ts-check
/** Free and taken TCP ports on this machine. */
import { createConnection, createServer } from 'node:net';

/** A port that is free now. Another program may take it before it is used; callers start the server at once. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.unref();
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/**
 * Whether something accepts connections on the port. Connecting is asked instead of binding, because binding
 * succeeds beside a server that listens on another address of the same machine.
 * @param {number} port
 * @param {string} [host]
 * @returns {Promise<boolean>}
 */
export function isPortTaken(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host });
    const response = (/** @type {boolean} */ taken) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(1_000, () => response(false));
    socket.once('connect', () => response(true));
    socket.once('error', () => response(false));
  });
}

/**
 * Reads a port from text; null when it is not one.
 * @param {string | undefined} text
 * @param {number} fallback
 */
export function parsePort(text, fallback) {
  if (text === undefined || text.trim() === '') return fallback;
  const port = Number(text);
  return Number.isInteger(port) && port >= 1 && port <= 65_535 ? port : null;
}
