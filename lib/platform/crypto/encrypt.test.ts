import { randomBytes } from 'node:crypto';
import { beforeEach, expect, test, vi } from 'vitest';

const BASE = {
  APP_URL: 'https://portal.partner.example',
  AUTH_SECRET: 'a-secret-of-at-least-32-characters-0123',
  ONEMONEY_BASE_URL: 'https://api.sandbox.1money.com',
  ONEMONEY_ACCESS_KEY: 'ak_visible',
  ONEMONEY_SECRET_KEY: 'c2VjcmV0LWtleQ',
};

/** The environment is read once a process, so each set of keys loads the module anew. */
async function under(encryptionKey: string | undefined) {
  vi.resetModules();
  for (const [name, value] of Object.entries({ ...BASE, ENCRYPTION_KEY: encryptionKey })) vi.stubEnv(name, value);
  return import('./encrypt');
}

const newKey = () => randomBytes(32).toString('base64');

beforeEach(() => vi.unstubAllEnvs());

test('what was sealed opens for its purpose and for no other', async () => {
  const { seal, unseal } = await under(undefined);
  const sealed = seal('totp:anna', 'JBSWY3DP');
  expect(sealed).not.toContain('JBSWY3DP');
  expect(unseal('totp:anna', sealed)).toBe('JBSWY3DP');
  expect(unseal('totp:ben', sealed)).toBeNull();
});

test('the same text is never sealed alike', async () => {
  const { seal } = await under(undefined);
  expect(seal('a', 'text')).not.toBe(seal('a', 'text'));
});

test('any changed character, and anything that is no sealed text, opens to nothing', async () => {
  const { seal, unseal } = await under(undefined);
  const sealed = seal('a', 'text');
  const bytes = Buffer.from(sealed.slice(12), 'base64url');
  for (const [index, byte] of bytes.entries()) {
    const changed = Buffer.from(bytes);
    changed[index] = byte ^ 1;
    expect(unseal('a', `${sealed.slice(0, 12)}${changed.toString('base64url')}`)).toBeNull();
  }
  for (const odd of ['', 'v1', 'v1.00000000.AAAA', `${sealed.slice(0, 12)}AAAA`, 'text'])
    expect(unseal('a', odd)).toBeNull();
});

test('a new key seals, the old one still opens, and without the old one nothing opens', async () => {
  const [older, newer] = [newKey(), newKey()];
  const before = await under(older);
  const sealed = before.seal('a', 'text');
  const during = await under(`${newer},${older}`);
  expect(during.unseal('a', sealed)).toBe('text');
  expect(during.isSealedFresh(sealed)).toBe(false);
  const again = during.seal('a', 'text');
  expect(during.isSealedFresh(again)).toBe(true);
  const after = await under(newer);
  expect(after.unseal('a', again)).toBe('text');
  expect(after.unseal('a', sealed)).toBeNull();
});

test('the first key of their own opens what was sealed before there was one', async () => {
  const before = await under(undefined);
  const sealed = before.seal('a', 'text');
  const after = await under(newKey());
  expect(after.unseal('a', sealed)).toBe('text');
  expect(after.isSealedFresh(sealed)).toBe(false);
});
