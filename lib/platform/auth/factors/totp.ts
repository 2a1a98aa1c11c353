/** Codes of authenticator apps (RFC 6238): six digits, SHA-1, 30 seconds, which is what every app can. */
import 'server-only';
import { Secret, TOTP } from 'otpauth';
import { decrypt, encrypt } from '@/lib/platform/crypto/encrypt';

const PERIOD_SECONDS = 30;
/** Steps to either side that count: clocks differ, and people type slowly. */
const WINDOW = 1;

/** 160 random bits in base32, as RFC 4226 asks for. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

function toTotp(secret: string, names: { readonly issuer?: string; readonly label?: string } = {}): TOTP {
  return new TOTP({
    ...names,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
    secret: Secret.fromBase32(secret),
  });
}

/** What the QR code holds. */
export function totpAddress(
  secret: string,
  { issuer, email }: { readonly issuer: string; readonly email: string },
): string {
  return toTotp(secret, { issuer, label: email }).toString();
}

/** The step whose code this is, if it is one of now, just before or just after; null otherwise. */
export function stepOfCode(secret: string, code: string, now: Date): number | null {
  const totp = toTotp(secret);
  const timestamp = now.getTime();
  const delta = totp.validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : totp.counter({ timestamp }) + delta;
}

/** Bound to the account: copied into another row it opens nothing. */
const purpose = (userId: string) => `totp:${userId}`;

export function encryptTotpSecret(userId: string, secret: string): string {
  return encrypt(purpose(userId), secret);
}

/** Null when no key at hand opens it. */
export function openTotpSecret(userId: string, encrypted: string): string | null {
  return decrypt(purpose(userId), encrypted);
}
