/** Key rotation over a table of this file's own, so that it does not depend on the encrypted columns of today. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { query, setUpDatabase } from '@/lib/platform/db/testing';
import { decrypt, encrypt } from './encrypt';
import { rotateKey } from './rotate-key';

const NEW = randomBytes(32);
const OLD = randomBytes(32);
setUpDatabase({ env: { ENCRYPTION_KEY: `${NEW.toString('base64')},${OLD.toString('base64')}` } });

const COLUMN = {
  name: 'test secrets',
  table: 'sealed_things',
  column: 'secret',
  key: 'id',
  purpose: (id: string) => `thing:${id}`,
} as const;

const keyId = (key: Uint8Array) => createHash('sha256').update(key).digest('hex').slice(0, 8);

/** Encrypted as by a portal that only knew the old key. */
function encryptWith(key: Uint8Array, purpose: string, text: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose));
  const body = Buffer.concat([nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()]);
  return `v1.${keyId(key)}.${body.toString('base64url')}`;
}

const put = (id: string, encrypted: string) => query(`insert into sealed_things values ('${id}', '${encrypted}')`);
const encryptedOf = async (id: string) =>
  String((await query(`select secret from sealed_things where id = '${id}'`))[0]?.secret);

beforeAll(() => query('create table sealed_things (id text primary key, secret text)'));
beforeEach(() => query('truncate sealed_things'));

test('every value is encrypted under the new key in one pass, and a second one has nothing to do', async () => {
  for (let at = 0; at < 600; at += 1) await put(`id${at}`, encryptWith(OLD, `thing:id${at}`, `secret ${at}`));
  await put('fresh', encrypt('thing:fresh', 'a fresh one'));
  await query("insert into sealed_things values ('none', null)");
  const expected = { name: 'test secrets', unopened: [] };
  expect(await rotateKey([COLUMN])).toEqual({
    columns: [{ ...expected, reencrypted: 600, wereFresh: 1 }],
    stray: [],
  });
  for (const id of ['id0', 'id599', 'fresh']) expect(await encryptedOf(id)).toContain(`v1.${keyId(NEW)}.`);
  expect(decrypt('thing:id599', await encryptedOf('id599'))).toBe('secret 599');
  expect(await query(`select id from sealed_things where secret like 'v1.${keyId(OLD)}.%'`)).toEqual([]);
  expect((await rotateKey([COLUMN])).columns).toEqual([{ ...expected, reencrypted: 0, wereFresh: 601 }]);
});

test('two at once, and someone who changes a value meanwhile, lose nothing', async () => {
  for (let at = 0; at < 40; at += 1) await put(`id${at}`, encryptWith(OLD, `thing:id${at}`, `secret ${at}`));
  const newer = encrypt('thing:id39', 'changed meanwhile');
  await Promise.all([
    rotateKey([COLUMN]),
    rotateKey([COLUMN]),
    query(`update sealed_things set secret = '${newer}' where id = 'id39'`),
  ]);
  expect(decrypt('thing:id39', await encryptedOf('id39'))).toBe('changed meanwhile');
  for (let at = 0; at < 39; at += 1)
    expect(decrypt(`thing:id${at}`, await encryptedOf(`id${at}`))).toBe(`secret ${at}`);
});

test('what no key opens, or was moved from another row, is named by its row and left as it is', async () => {
  const lost = encryptWith(randomBytes(32), 'thing:lost', 'gone');
  await put('lost', lost);
  await put('moved', encryptWith(OLD, 'thing:elsewhere', 'not for this row'));
  await put('good', encryptWith(OLD, 'thing:good', 'good'));
  const { columns } = await rotateKey([COLUMN]);
  expect(columns).toMatchObject([{ reencrypted: 1, unopened: ['sealed_things lost', 'sealed_things moved'] }]);
  expect(await encryptedOf('lost')).toBe(lost);
});

test('something encrypted in a column that no one put on the list is found, also inside JSON', async () => {
  await put('a', encrypt('thing:a', 'text'));
  await query(
    `insert into settings values ('x', '{"deep":{"secret":"${encrypt('x', 'y')}"}}', now(), 'somebody') on conflict do nothing`,
  );
  expect((await rotateKey([])).stray).toEqual(['sealed_things.secret', 'settings.value']);
  expect((await rotateKey([COLUMN])).stray).toEqual(['settings.value']);
  await query("delete from settings where name = 'x'");
});

test('the bytes in the database are AES-256-GCM under the key of the environment, for anyone who has to open them by hand', async () => {
  const encrypted = encrypt('thing:a', 'by hand');
  const body = Buffer.from(encrypted.split('.')[2] ?? '', 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', NEW, body.subarray(0, 12)).setAAD(Buffer.from('thing:a'));
  decipher.setAuthTag(body.subarray(-16));
  expect(Buffer.concat([decipher.update(body.subarray(12, -16)), decipher.final()]).toString()).toBe('by hand');
});
