/**
 * Secrets at rest: AES-256-GCM under a key from the environment. A value encrypted for one purpose decrypts for no
 * other, so copying it into another row of the database gains nothing.
 */
import 'server-only';
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { env } from '@/lib/env';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const SEALED = /^v1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

interface Key {
  /** The first digits of the key's SHA-256: shows which key encrypted a value, and nothing else about it. */
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The keys that decrypt; the first one encrypts. The key derived from AUTH_SECRET is always among them. */
function keyRing(): readonly [Key, ...Key[]] {
  const { authSecret, encryptionKeys } = env();
  const derived = toKey(new Uint8Array(hkdfSync('sha256', authSecret, '', 'settings-encryption', 32)));
  const [first, ...others] = encryptionKeys.map(toKey);
  return first ? [first, ...others, derived] : [derived];
}

function toKey(bytes: Uint8Array): Key {
  return { id: createHash('sha256').update(bytes).digest('hex').slice(0, 8), bytes };
}

/** Encrypts a text for one purpose, such as `totp:USER_ID`. */
export function encrypt(purpose: string, text: string): string {
  const [key] = keyRing();
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(Buffer.from(purpose));
  const encrypted = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${key.id}.${encrypted.toString('base64url')}`;
}

/** The text; null if no key decrypts it, it was changed, or it was encrypted for another purpose. */
export function decrypt(purpose: string, encrypted: string): string | null {
  const [, keyId, body = ''] = SEALED.exec(encrypted) ?? [];
  const key = keyRing().find(({ id }) => id === keyId);
  const bytes = Buffer.from(body, 'base64url');
  if (!key || bytes.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key.bytes, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    return text.toString('utf8');
  } catch {
    return null;
  }
}

/** Whether a value is encrypted under the current key; a rotation replaces the others. */
export function isTokenFresh(encrypted: string): boolean {
  return SEALED.exec(encrypted)?.[1] === keyRing()[0].id;
}
