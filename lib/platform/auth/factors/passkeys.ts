/**
 * Passkeys (WebAuthn). The library verifies what authenticators sign; this file decides what they are asked, by whom,
 * and that each challenge is used once. The RP id is the host of APP_URL, so a passkey works for this portal and for no
 * look-alike.
 */
import 'server-only';
import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { z } from 'zod';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import { type Scope, type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { hashSessionId } from '@/lib/platform/auth/session-token';
import { getFactorDuty } from '@/lib/platform/auth/staff.queries';
import { type Db, getDb } from '@/lib/platform/db/client';
import type { ChallengePurpose } from '@/lib/platform/db/schema/second-factors';
import { err, ok, type Result } from '@/lib/result';
import { type AccountOfPasskey, getAccountOfPasskey, getTotp, listPasskeys } from './second-factors.queries';
import {
  countPasskeyUse,
  insertChallenge,
  insertPasskey,
  removeAllFactors,
  removePasskey,
  renamePasskey,
  takeChallenge,
} from './second-factors.writes';

const CHALLENGE_MS = 5 * 60_000;
const MOST = 20;

/** Who is asked, and by which browser: the hash of its session or of its sign-in cookie. */
export interface Asked {
  readonly scope: Scope;
  readonly purpose: ChallengePurpose;
  readonly holder: string;
}

/** Null where browsers know no passkeys: the portal's host is an IP address, which is no valid RP id. */
export function passkeyHost(): { readonly rpId: string; readonly origin: string } | null {
  const { hostname, origin } = new URL(env().appUrl);
  return isIP(hostname.replace(/^\[|\]$/g, '')) === 0 ? { rpId: hostname, origin } : null;
}

function requireHost() {
  const host = passkeyHost();
  if (!host) throw new Error('Passkeys need a host name, not an IP address.');
  return host;
}

async function keep(db: Db, { scope, purpose, holder }: Asked, challenge: string): Promise<void> {
  const question = { challengeHash: hashSessionId(challenge), purpose, holder };
  await insertChallenge(scope, db, question, new Date(Date.now() + CHALLENGE_MS));
}

/** The options a browser needs to create a passkey, as JSON. Errors: `conflict` (`too_many`). */
export async function askToRegister(scope: StaffScope): Promise<Result<string>> {
  const db = await getDb();
  const known = await listPasskeys(scope, db, scope.userId);
  if (known.length >= MOST) return err({ kind: 'conflict', reason: 'too_many', retryable: false });
  const options = await generateRegistrationOptions({
    rpName: env().partnerName,
    rpID: requireHost().rpId,
    userName: scope.email,
    userDisplayName: scope.name,
    userID: new TextEncoder().encode(scope.userId),
    excludeCredentials: known.map(({ id }) => ({ id })),
    // It may be the only credential: it must know the account by itself and verify the person.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keep(db, { scope, purpose: 'register', holder: scope.sessionId }, options.challenge);
  return ok(JSON.stringify(options));
}

/**
 * The options a browser needs to use a passkey, as JSON. `userId`: whose; without it, any account the passkey knows.
 */
export async function askToSign(asked: Asked, userId: string | null): Promise<string> {
  const db = await getDb();
  const scope = systemScope('passkeys');
  const known = userId === null ? [] : await listPasskeys(scope, db, userId);
  const options = await generateAuthenticationOptions({
    rpID: requireHost().rpId,
    allowCredentials: known.map(({ id }) => ({ id })),
    userVerification: 'required',
  });
  await keep(db, asked, options.challenge);
  return JSON.stringify(options);
}

const base64url = z.string().regex(/^[\w-]+$/);
const common = { id: base64url, rawId: base64url, type: z.literal('public-key') };
const clientData = z.object({ challenge: base64url });

const registration = z.object({
  ...common,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(10).optional(),
  }),
});

const assertion = z.object({
  ...common,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The challenge that was signed, when it was ours, for this, for this browser, and not answered before. */
async function takenChallenge(
  db: Db,
  { scope, purpose, holder }: Asked,
  clientDataJson: string,
): Promise<string | null> {
  const data = clientData.safeParse(parseJson(Buffer.from(clientDataJson, 'base64url').toString()));
  if (!data.success) return null;
  const { challenge } = data.data;
  const question = { challengeHash: hashSessionId(challenge), purpose, holder };
  return (await takeChallenge(scope, db, question, new Date())) ? challenge : null;
}

const refused = () => err({ kind: 'unauthenticated', retryable: false } as const);

/** Whatever does not fit throws in the library; to us it is all one, and no bug. */
async function verifyOrNull<T>(verify: () => Promise<T>): Promise<T | null> {
  try {
    return await verify();
  } catch (error) {
    log.info({ err: error }, 'a passkey was refused');
    return null;
  }
}

/** Errors: `invalid_input` (field `credential`), `conflict` (`passkey_known`). */
export async function finishRegistering(
  scope: StaffScope,
  { credential, name }: { readonly credential: string; readonly name: string },
  origin: Origin,
): Promise<Result<null>> {
  const wrong = err({ kind: 'invalid_input', retryable: false, fields: { credential: 'refused' } } as const);
  const parsed = registration.safeParse(parseJson(credential));
  if (!parsed.success) return wrong;
  const db = await getDb();
  const asked = { scope, purpose: 'register', holder: scope.sessionId } as const;
  const challenge = await takenChallenge(db, asked, parsed.data.response.clientDataJSON);
  if (challenge === null) return wrong;
  const host = requireHost();
  const verified = await verifyOrNull(() =>
    verifyRegistrationResponse({
      response: { ...parsed.data, response: withoutUndefined(parsed.data.response), clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: host.origin,
      expectedRPID: host.rpId,
      requireUserVerification: true,
    }),
  );
  if (!verified?.verified) return wrong;
  const { id, publicKey, counter } = verified.registrationInfo.credential;
  const passkey = {
    ...{ id, name, counter, userId: scope.userId },
    publicKey: Buffer.from(publicKey).toString('base64url'),
    transports: parsed.data.response.transports ?? [],
    createdAt: new Date(),
  };
  return db.transaction(async (tx) => {
    if (!(await insertPasskey(scope, tx, passkey)))
      return err({ kind: 'conflict', reason: 'passkey_known', retryable: false });
    await insertAudit(scope, tx, { act: 'staff.passkey_added', outcome: 'ok', origin, details: { name } });
    return ok(null);
  });
}

function withoutUndefined({ transports, ...response }: z.infer<typeof registration>['response']) {
  return transports === undefined ? response : { ...response, transports };
}

/**
 * The account whose passkey signed the challenge, its owner verified by fingerprint, face or PIN. Errors:
 * `unauthenticated`.
 */
export async function checkPasskey(asked: Asked, credential: string): Promise<Result<AccountOfPasskey>> {
  const parsed = assertion.safeParse(parseJson(credential));
  if (!parsed.success) return refused();
  const db = await getDb();
  const challenge = await takenChallenge(db, asked, parsed.data.response.clientDataJSON);
  if (challenge === null) return refused();
  const account = await getAccountOfPasskey(systemScope('passkeys'), db, parsed.data.id);
  if (!account) return refused();
  const { id, publicKey, counter } = account.passkey;
  const host = requireHost();
  const verified = await verifyOrNull(() =>
    verifyAuthenticationResponse({
      response: { ...parsed.data, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: host.origin,
      expectedRPID: host.rpId,
      credential: { id, publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')), counter },
      requireUserVerification: true,
    }),
  );
  if (!verified?.verified) return refused();
  const use = { id, counter: verified.authenticationInfo.newCounter, now: new Date() };
  return (await countPasskeyUse(asked.scope, db, use)) ? ok(account) : refused();
}

/** False when it has the name already. */
export async function renameMyPasskey(
  scope: StaffScope,
  { passkeyId, passkeyName }: { readonly passkeyId: string; readonly passkeyName: string },
  origin: Origin,
): Promise<boolean> {
  const db = await getDb();
  return db.transaction(async (tx) => {
    if (!(await renamePasskey(scope, tx, passkeyId, passkeyName))) return false;
    const details = { name: passkeyName };
    await insertAudit(scope, tx, { act: 'staff.passkey_renamed', outcome: 'ok', origin, details });
    return true;
  });
}

/** Errors: `not_found`, `conflict` (`last_required`). */
export async function removeMyPasskey(scope: StaffScope, passkeyId: string, origin: Origin): Promise<Result<null>> {
  const db = await getDb();
  return db.transaction(async (tx) => {
    const [totp, keys, { isRequired }] = [
      await getTotp(scope, tx, scope.userId),
      await listPasskeys(scope, tx, scope.userId),
      await getFactorDuty(scope, tx),
    ];
    if (!keys.some(({ id }) => id === passkeyId)) return err({ kind: 'not_found', retryable: false });
    const isLast = keys.length === 1 && totp?.confirmedAt == null;
    if (isLast && isRequired) return err({ kind: 'conflict', reason: 'last_required', retryable: false });
    const name = await removePasskey(scope, tx, passkeyId);
    // Without a factor there is no second step in which a recovery code could be used.
    if (isLast) await removeAllFactors(scope, tx, scope.userId);
    await insertAudit(scope, tx, { act: 'staff.passkey_removed', outcome: 'ok', origin, details: { name } });
    return ok(null);
  });
}
