/** @jsxImportSource hono/jsx */
import type { Context } from 'hono';
import { setPageHeaders } from '../hosted/security';
import { ControlLayout, type Notice } from './views/layout';

export function showPage(c: Context, page: string | Promise<string>, status: 200 | 400 | 404 = 200) {
  setPageHeaders(c, { frameSource: "'self'" });
  return c.html(page, status);
}

export function showNotFound(c: Context) {
  return showPage(
    c,
    <ControlLayout title="Not found" section="Customers">
      <h1>Not found</h1>
      <p>
        There is nothing here, or it was forgotten by a reset. <a href="/">Back to the customers</a>
      </p>
    </ControlLayout>,
    404,
  );
}

/**
 * A form's result, shown on the page it leads to. The texts are a fixed list: an address must not put words in our
 * mouth.
 */
const DONE: Readonly<Record<string, string>> = {
  status: 'The status was changed.',
  approved: 'Approved.',
  rejected: 'Rejected.',
  asked: 'Asked for a correction.',
  redelivered: 'The delivery is due again.',
  revoked: 'The link was revoked.',
  fault: 'The fault was added.',
  removed: 'The fault was removed.',
  cleared: 'Cleared.',
  clock: 'The clock was moved.',
  setting: 'The setting was changed.',
};

export function noticeOf(c: Context): Notice | null {
  const done = c.req.query('done') ?? '';
  const text = Object.hasOwn(DONE, done) ? DONE[done] : undefined;
  return text === undefined ? null : { tone: 'good', text };
}
