import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { parseSecret } from './secret';
import { parseTimestamp, toSignature, toStringToSign, toTimestamp } from './signing';

const file = z.object({
  vectors: z.array(
    z.object({
      name: z.string(),
      accessKey: z.string(),
      secretKey: z.string(),
      method: z.string(),
      path: z.string(),
      body: z.string(),
      instant: z.string(),
      timestamp: z.string(),
      stringToSign: z.string(),
      authorization: z.string(),
    }),
  ),
});
const { vectors } = file.parse(
  JSON.parse(readFileSync(new URL('../testing/signing-vectors.json', import.meta.url), 'utf8')),
);

test('there are known answers from outside', () => {
  expect(vectors.length).toBeGreaterThanOrEqual(24);
});

test.each(vectors)('known answer: $name', (vector) => {
  const { accessKey, timestamp, method, path } = vector;
  const request = { accessKey, timestamp, method, path, body: Buffer.from(vector.body) };
  const secret = parseSecret(vector.secretKey);
  expect(toStringToSign(request)).toBe(vector.stringToSign);
  expect(secret).not.toBeNull();
  const signature = toSignature(request, secret ?? Buffer.alloc(0));
  expect(`OneMoney-HMAC-SHA256 ${accessKey}:${timestamp}:${signature}`).toBe(vector.authorization);
  expect(toTimestamp(Date.parse(vector.instant))).toBe(timestamp);
});

test.each(['', 'a', 'ab+c', 'ab/c', 'ab c', 'abcde', 'ab===', 'é'])('the secret %j is refused', (text) => {
  expect(parseSecret(text)).toBeNull();
});

test.each(['20260115T093000', '2026-01-15T09:30:00Z', '20261315T093000Z', '20260132T093000Z', '', 'now'])(
  'the timestamp %j is refused',
  (text) => {
    expect(parseTimestamp(text)).toBeNull();
  },
);
