/** The exact bytes of a request body, up to a limit. */
import type { IncomingMessage } from 'node:http';

const LIMIT_BYTES = 1024 * 1024;

/** Calls back once: with the bytes, or with null when there are too many. An aborted request never calls back. */
export function readBody(request: IncomingMessage, done: (body: Buffer | null) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= LIMIT_BYTES) chunks.push(chunk);
  });
  // What is over the limit is read and dropped, so that the client can still read the refusal.
  request.on('end', () => done(bytes > LIMIT_BYTES ? null : Buffer.concat(chunks)));
}
