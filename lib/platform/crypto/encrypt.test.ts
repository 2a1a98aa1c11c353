import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';

const BASE = {
  APP_URL: 'https://portal.partner.example',
  AUTH_SECRET: 'a-secret-of-at-least-32-characters-0123',
  ONEMONEY_BASE_URL: 'https://api.sandbox.1money.com',
  ONEMONEY_ACCESS_KEY: 'ak_visible',
  ONEMONEY_SECRET_KEY: 'c2VjcmV0LWtleQ',
};

/** The environment is read once per process, so each set of keys loads the module again. */
async function under(encryptionKey: string | undefined) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...BASE, ENCRYPTION_KEY: encryptionKey })) vi.stubEnv(name, value);
  return import('./encrypt');
}

const newKey = () => randomBytes(32).toString('base64');

beforeEach(() => vi.unstubAllEnvs());

test('what was encrypted opens for its purpose and for no other', async () => {
  const { encrypt, decrypt } = await under(undefined);
  const encrypted = encrypt('totp:anna', 'JBSWY3DP');
  expect(encrypted).not.toContain('JBSWY3DP');
  expect(decrypt('totp:anna', encrypted)).toBe('JBSWY3DP');
  expect(decrypt('totp:ben', encrypted)).toBeNull();
});

test('the same text is never encrypted alike', async () => {
  const { encrypt } = await under(undefined);
  expect(encrypt('a', 'text')).not.toBe(encrypt('a', 'text'));
});

test('any changed character, and anything that is no encrypted text, opens to nothing', async () => {
  const { encrypt, decrypt } = await under(undefined);
  const encrypted = encrypt('a', 'text');
  const bytes = Buffer.from(encrypted.slice(12), 'base64url');
  for (const [index, byte] of bytes.entries()) {
    const changed = Buffer.from(bytes);
    changed[index] = byte ^ 1;
    expect(decrypt('a', `${encrypted.slice(0, 12)}${changed.toString('base64url')}`)).toBeNull();
  }
  for (const odd of ['', 'v1', 'v1.00000000.AAAA', `${encrypted.slice(0, 12)}AAAA`, 'text'])
    expect(decrypt('a', odd)).toBeNull();
});

test('a new key encrypts, the old one still opens, and without the old one nothing opens', async () => {
  const [older, newer] = [newKey(), newKey()];
  const before = await under(older);
  const encrypted = before.encrypt('a', 'text');
  const during = await under(`${newer},${older}`);
  expect(during.decrypt('a', encrypted)).toBe('text');
  expect(during.isTokenFresh(encrypted)).toBe(false);
  const again = during.encrypt('a', 'text');
  expect(during.isTokenFresh(again)).toBe(true);
  const after = await under(newer);
  expect(after.decrypt('a', again)).toBe('text');
  expect(after.decrypt('a', encrypted)).toBeNull();
});

test('the first key of their own opens what was encrypted before there was one', async () => {
  const before = await under(undefined);
  const encrypted = before.encrypt('a', 'text');
  const after = await under(newKey());
  expect(after.decrypt('a', encrypted)).toBe('text');
  expect(after.isTokenFresh(encrypted)).toBe(false);
});
