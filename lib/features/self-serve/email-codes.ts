/** Codes by e-mail: six digits, ten minutes, five tries, one use; three mails an hour and address. */
import 'server-only';
import { createHmac, timingSafeEqual } from 'node:crypto';
import { systemScope } from '@/lib/platform/auth/scope';
import { deriveKey } from '@/lib/platform/crypto/derive-key';
import type { Db } from '@/lib/platform/db/client';
import { getDb } from '@/lib/platform/db/client';
import type { Locale } from '@/lib/platform/i18n/locales';
import { emailKey } from '@/lib/platform/input/email-address';
import { normalizeCode } from '@/lib/platform/input/one-time-code';
import { queueMail } from '@/lib/platform/mail/queue-mail';
import { CODE_MAILS } from '@/lib/platform/rate-limit/limits';
import { consumeRateLimit } from '@/lib/platform/rate-limit/rate-limits.writes';
import { countCodeTry, findOpenCode, giveBackCodeTry, insertCode, spendCode } from './email-codes.writes';

export type CodePurpose = 'sign_in' | 'invite';

const LIFETIME_MS = 10 * 60_000;
const TRIES = 5;
/** Enough of the ten minutes to find the mail and type. */
const COMFORT_MS = 5 * 60_000;

function hashCode(purpose: CodePurpose, email: string, code: string): string {
  return createHmac('sha256', deriveKey('email-code')).update(`${purpose}:${email}:${code}`).digest('hex');
}

/** Queues a mail with a code. Milliseconds to wait when this address had its share; 0 when it is on its way. */
export async function requestCode(
  purpose: CodePurpose,
  email: string,
  about: { readonly locale: Locale; readonly customerId: string | null; readonly inviteId: string | null },
): Promise<number> {
  const scope = systemScope('e-mailed code');
  const db = await getDb();
  const key = emailKey(email);
  const waitMs = await consumeRateLimit(scope, db, {
    ...CODE_MAILS,
    key,
  });
  if (waitMs > 0) return waitMs;
  const facts = { purpose };
  await queueMail(scope, db, { kind: 'code', dedupeKey: `code:${crypto.randomUUID()}`, email: key, facts, ...about });
  return 0;
}

/** The code of a mail. Derived, so that the outbox never holds one and a mail that is sent twice has the same code. */
function codeOf(mailId: string): string {
  const bytes = createHmac('sha256', deriveKey('email-code')).update(`mail:${mailId}`).digest();
  return String(bytes.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** Makes the code of a mail at the moment of sending; the ten minutes begin then. */
export async function makeCode(
  db: Db,
  purpose: CodePurpose,
  mail: { readonly id: string; readonly email: string; readonly createdAt: Date },
): Promise<string> {
  const { id, email, createdAt } = mail;
  const code = codeOf(id);
  const expiresAt = new Date(Date.now() + LIFETIME_MS);
  const codeHash = hashCode(purpose, email, code);
  await insertCode(systemScope('e-mailed code'), db, { id, email, purpose, codeHash, createdAt, expiresAt });
  return code;
}

/** A code that was right, and is not used up yet. */
export interface RightCode {
  readonly id: string;
}

/** The newest open code of the address, if it is the one typed; a wrong one costs a try, a right one none. */
export async function checkCode(purpose: CodePurpose, email: string, typed: string): Promise<RightCode | null> {
  const scope = systemScope('e-mailed code');
  const db = await getDb();
  const key = emailKey(email);
  const open = await findOpenCode(scope, db, { email: key, purpose, now: new Date(), maxTries: TRIES });
  if (!open) return null;
  // Counted before comparing, so that parallel guesses cannot share a try.
  if (!(await countCodeTry(scope, db, open.id, TRIES))) return null;
  const expected = Buffer.from(open.codeHash, 'hex');
  const actual = Buffer.from(hashCode(purpose, key, normalizeCode(typed)), 'hex');
  if (!timingSafeEqual(expected, actual)) return null;
  await giveBackCodeTry(scope, db, open.id);
  return { id: open.id };
}

/** Uses the code up. False when another request did since it was checked. */
export async function consumeCode({ id }: RightCode): Promise<boolean> {
  return spendCode(systemScope('e-mailed code'), await getDb(), id, new Date());
}

/** Whether a mail with a code that can still be typed in comfort is with the address already. */
export async function hasFreshCode(purpose: CodePurpose, email: string): Promise<boolean> {
  const soon = new Date(Date.now() + COMFORT_MS);
  const wanted = { email: emailKey(email), purpose, now: soon, maxTries: TRIES };
  return (await findOpenCode(systemScope('e-mailed code'), await getDb(), wanted)) !== null;
}
