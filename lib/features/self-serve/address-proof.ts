/**
 * A code that was right is not asked for again for half an hour, in the browser it was typed in and for the address it
 * was sent to. It only spares the next code of an invite's page: unlike a session it shows nothing and opens no list.
 */
import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { systemScope } from '@/lib/platform/auth/scope';
import { getDb } from '@/lib/platform/db/client';
import type { Locale } from '@/lib/platform/i18n/locales';
import { emailKey } from '@/lib/platform/input/email-address';
import { getCustomerSession } from './customer-sessions.queries';
import { insertCustomerSession } from './customer-sessions.writes';

const LIFETIME_MS = 30 * 60_000;

const scope = systemScope('proof of an address');

/** What a browser brings along that may spare it a code. */
export interface BrowserProofs {
  /** The id of an earlier proof, from its cookie. */
  readonly proofId: string | null;
  /** The id of a customer's session, from its cookie. */
  readonly sessionId: string | null;
  /** Gives the browser the id of a new proof. */
  readonly keep: (proofId: string) => Promise<void>;
}

export const NO_PROOFS: BrowserProofs = { proofId: null, sessionId: null, keep: async () => undefined };

/** What the database may know of an id in a cookie. */
export function hashBrowserId(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

/** Whether this browser has shown not long ago, or by signing in, that it reads the mails of an address. */
export async function isAddressProven(email: string, { proofId, sessionId }: BrowserProofs): Promise<boolean> {
  const db = await getDb();
  const now = new Date();
  const find = async (id: string | null, proofs: readonly ('invite' | 'code' | 'handoff')[]) =>
    id === null ? null : getCustomerSession(scope, db, { idHash: hashBrowserId(id), proofs, now });
  const found = [await find(proofId, ['invite']), await find(sessionId, ['code', 'handoff'])];
  return found.some((row) => row?.email === emailKey(email));
}

/** Remembers that a code to this address was right. The id is new each time, so none can be planted beforehand. */
export async function proveAddress(email: string, locale: Locale, browser: BrowserProofs): Promise<void> {
  const id = randomBytes(32).toString('base64url');
  const now = new Date();
  await insertCustomerSession(scope, await getDb(), {
    idHash: hashBrowserId(id),
    email: emailKey(email),
    proof: 'invite',
    locale,
    createdAt: now,
    expiresAt: new Date(now.getTime() + LIFETIME_MS),
  });
  await browser.keep(id);
}
