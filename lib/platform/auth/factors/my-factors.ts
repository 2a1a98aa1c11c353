/** The second factors of the signed-in person: listing, adding and removing them. */
import 'server-only';
import { env } from '@/lib/env';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getFactorDuty } from '@/lib/platform/auth/staff.queries';
import { getDb } from '@/lib/platform/db/client';
import { normalizeCode } from '@/lib/platform/input/one-time-code';
import { type ConflictReason, err, ok, type Result } from '@/lib/result';
import { newRecoveryCodes } from './recovery-codes';
import { countRecoveryCodes, getTotp, listPasskeys } from './second-factors.queries';
import { confirmTotp, draftTotp, removeAllFactors, removeTotp, replaceRecoveryCodes } from './second-factors.writes';
import { encryptTotpSecret, newTotpSecret, openTotpSecret, stepOfCode, totpAddress } from './totp';

const conflict = (reason: ConflictReason) => err({ kind: 'conflict', reason, retryable: false } as const);

export async function readMyFactors(scope: StaffScope) {
  const db = await getDb();
  const { userId, email } = scope;
  const [totp, passkeys, codesLeft, duty] = await Promise.all([
    getTotp(scope, db, userId),
    listPasskeys(scope, db, userId),
    countRecoveryCodes(scope, db, userId),
    getFactorDuty(scope, db),
  ]);
  const secret = totp && totp.confirmedAt === null ? openTotpSecret(userId, totp.secret) : null;
  const draft = secret === null ? null : toDraft(secret, email);
  return {
    totpSince: totp?.confirmedAt?.toISOString() ?? null,
    draft,
    codesLeft,
    isRequired: duty.isRequired,
    passkeys: passkeys.map(({ id, name, createdAt, lastUsedAt }) => ({
      ...{ id, name },
      createdAt: createdAt.toISOString(),
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
  };
}

function toDraft(secret: string, email: string) {
  const address = totpAddress(secret, { issuer: env().partnerName, email });
  return { secret: secret.replace(/(.{4})(?=.)/g, '$1 '), address };
}

/** A new secret for an app; it counts once a code has shown that the app has it. Errors: `conflict` (`has_totp`). */
export async function startTotp(scope: StaffScope): Promise<Result<null>> {
  const encrypted = encryptTotpSecret(scope.userId, newTotpSecret());
  const isDrafted = await draftTotp(scope, await getDb(), encrypted, new Date());
  return isDrafted ? ok(null) : conflict('has_totp');
}

/**
 * Confirms that the app has the secret. Returns recovery codes if there were none yet. Errors: `conflict` (`no_draft`),
 * `invalid_input` (field `code`: `wrong`).
 */
export async function finishTotp(
  scope: StaffScope,
  code: string,
  origin: Origin,
  now: Date = new Date(),
): Promise<Result<readonly string[] | null>> {
  const db = await getDb();
  const { userId } = scope;
  const totp = await getTotp(scope, db, userId);
  const secret = totp && totp.confirmedAt === null ? openTotpSecret(userId, totp.secret) : null;
  if (!totp || secret === null) return conflict('no_draft');
  const step = stepOfCode(secret, normalizeCode(code), now);
  if (step === null) return err({ kind: 'invalid_input', retryable: false, fields: { code: 'wrong' } });
  return db.transaction(async (tx) => {
    if (!(await confirmTotp(scope, tx, { secret: totp.secret, step, now }))) return conflict('no_draft');
    await insertAudit(scope, tx, { act: 'staff.factor_added', outcome: 'ok', origin, details: { factor: 'app' } });
    if ((await countRecoveryCodes(scope, tx, userId)) > 0) return ok(null);
    const { codes, hashes } = newRecoveryCodes();
    await replaceRecoveryCodes(scope, tx, userId, hashes);
    return ok(codes);
  });
}

/** New recovery codes; the old ones stop working. Errors: `conflict` (`no_factor`). */
export async function renewRecoveryCodes(scope: StaffScope, origin: Origin): Promise<Result<readonly string[]>> {
  const db = await getDb();
  return db.transaction(async (tx) => {
    if (!(await getFactorDuty(scope, tx)).hasFactor) return conflict('no_factor');
    const { codes, hashes } = newRecoveryCodes();
    await replaceRecoveryCodes(scope, tx, scope.userId, hashes);
    await insertAudit(scope, tx, { act: 'staff.recovery_codes_made', outcome: 'ok', origin });
    return ok(codes);
  });
}

/**
 * Removes the app, or the draft of one. Errors: `conflict` (`last_required`: the role or a short password needs a
 * factor and this is the last).
 */
export async function removeMyTotp(scope: StaffScope, origin: Origin): Promise<Result<boolean>> {
  const db = await getDb();
  return db.transaction(async (tx) => {
    const isLast = (await listPasskeys(scope, tx, scope.userId)).length === 0;
    const totp = await getTotp(scope, tx, scope.userId);
    const isOn = totp?.confirmedAt != null;
    if (isOn && isLast && (await getFactorDuty(scope, tx)).isRequired) return conflict('last_required');
    // Without a factor there is no second step in which a recovery code could be used.
    if (isOn && isLast) await removeAllFactors(scope, tx, scope.userId);
    else await removeTotp(scope, tx, scope.userId);
    if (!isOn) return ok(false);
    await insertAudit(scope, tx, { act: 'staff.factor_removed', outcome: 'ok', origin, details: { factor: 'app' } });
    return ok(true);
  });
}
