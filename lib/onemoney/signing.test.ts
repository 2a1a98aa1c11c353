import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Credentials,
  hashBody,
  parseCredentials,
  signRequest,
  toSigningTimestamp,
  toStringToSign,
} from './signing';
import { verifyIndependently } from './testing/independent-verifier';
import vectorFile from './testing/signing-vectors.json' with { type: 'json' };

function credentials(accessKey: string, secretKey: string): Credentials {
  const parsed = parseCredentials({ auth: 'hmac', accessKey, secretKey });
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

const bytes = (text: string) => new TextEncoder().encode(text);

describe('signatures equal those of 1Money’s own code', () => {
  it('has all the vectors', () => expect(vectorFile.vectors).toHaveLength(24));

  it.each(vectorFile.vectors)('$name', (vector) => {
    const request = {
      method: vector.method,
      path: vector.path,
      body: bytes(vector.body),
      instant: new Date(vector.instant),
    };
    expect(toSigningTimestamp(request.instant)).toBe(vector.timestamp);
    expect(hashBody(request.body)).toBe(vector.bodyHash);
    expect(toStringToSign(vector.accessKey, vector.timestamp, request)).toBe(vector.stringToSign);
    expect(signRequest(credentials(vector.accessKey, vector.secretKey), request)).toEqual({
      authorization: vector.authorization,
      'x-om-date': vector.timestamp,
    });
  });

  it.each([
    {
      secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
      method: 'POST',
      path: '/v1/customers/lightweight',
      body: '{"email":"ops@acme.example","first_name":"Zoë","last_name":"Kim","company_name":"Acme Ltd","customer_type":"Business"}',
      at: '2026-01-15T09:30:00Z',
      signature: '4b31c45d4ff588f3b16daaa2d062279ba5ca5401346f9edb7662af7d487cc3b0',
    },
    {
      secret: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
      method: 'GET',
      path: '/v1/customers',
      body: '',
      at: '2026-01-15T09:30:05Z',
      signature: '8816dc1bb48999725fddc5f9786d22b79298953c4fc6be27ed401d28541e7b60',
    },
    {
      secret: '--_---_---_---_---_---_---_---_---_---_---8',
      method: 'POST',
      path: '/v1/customers/6f1c1f0e-8a54-4f0b-9d0c-2b1d7c3a9e10/onboarding_links',
      body: '{"redirect_url":"https://portal.example/onboarding/return?state=abc","locale":"en-US"}',
      at: '2026-12-31T23:59:59Z',
      signature: 'c30d74495e5ca0334b00819ca87921aad95851b0f3a362c90342fee3ac3a2ed1',
    },
  ])('known answer of the API notes: $method $path', ({ secret, method, path, body, at, signature }) => {
    const signed = signRequest(credentials('ak_test_0123456789', secret), {
      method,
      path,
      body: bytes(body),
      instant: new Date(at),
    });
    expect(signed.authorization).toMatch(
      new RegExp(`^OneMoney-HMAC-SHA256 ak_test_0123456789:\\d{8}T\\d{6}Z:${signature}$`),
    );
  });
});

const secretBytes = fc.uint8Array({ minLength: 1, maxLength: 100 });
const requests = fc.record({
  method: fc.constantFrom('GET', 'POST', 'put', 'Delete'),
  path: fc.stringMatching(/^\/[A-Za-z0-9/_-]{0,60}$/),
  body: fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 100 }).map(bytes)),
  instant: fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }),
});
const accessKeys = fc.stringMatching(/^[A-Za-z0-9_.-]{1,40}$/);

describe('any request, checked by a verifier written another way', () => {
  it('is accepted', async () => {
    await fc.assert(
      fc.asyncProperty(
        accessKeys,
        secretBytes,
        requests,
        fc.boolean(),
        async (accessKey, secret, request, isPadded) => {
          const digits = Buffer.from(secret).toString('base64url');
          const text = isPadded ? digits.padEnd(Math.ceil(digits.length / 4) * 4, '=') : digits;
          const headers = signRequest(credentials(accessKey, text), request);
          expect(await verifyIndependently({ headers, accessKey, secret, ...request })).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('is refused after a change of method, path, body, date, access key or secret', async () => {
    await fc.assert(
      fc.asyncProperty(accessKeys, secretBytes, requests, async (accessKey, secret, request) => {
        const headers = signRequest(credentials(accessKey, Buffer.from(secret).toString('base64url')), request);
        const received = { headers, accessKey, secret, ...request };
        const otherSecret = Uint8Array.from(secret, (byte) => byte ^ 1);
        const later = { ...headers, 'x-om-date': toSigningTimestamp(new Date(request.instant.getTime() + 1000)) };
        const forgeries = [
          { ...received, method: `${request.method}X` },
          { ...received, path: `${request.path}/` },
          { ...received, body: Uint8Array.from([...request.body, 32]) },
          { ...received, accessKey: `${accessKey}x` },
          { ...received, secret: otherSecret },
          { ...received, headers: later },
        ];
        for (const forgery of forgeries) expect(await verifyIndependently(forgery)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});

describe('credentials are checked before they are used', () => {
  const hmac = { auth: 'hmac', accessKey: 'ak' } as const;

  it.each(['with space', 'plus+', 'slash/', 'a'.repeat(5), '====', 'ab=c', 'abc===', 'abcd\n', 'ümlaut', '!'])(
    'refuses the secret %j without repeating it',
    (secretKey) => {
      expect(parseCredentials({ ...hmac, secretKey })).toEqual({ problem: 'secret_key_malformed' });
    },
  );

  it.each([null, ''])('says that the secret %j is missing', (secretKey) => {
    expect(parseCredentials({ ...hmac, secretKey })).toEqual({ problem: 'secret_key_missing' });
  });

  it.each(['', 'two words', 'with:colon', 'line\nbreak', 'ümlaut', 'a'.repeat(257)])(
    'refuses the access key %j',
    (accessKey) => {
      expect(parseCredentials({ auth: 'bearer', accessKey, secretKey: null })).toEqual({
        problem: 'access_key_malformed',
      });
    },
  );

  it('decodes the secret to bytes, padded or not', () => {
    const expected = { scheme: 'hmac', accessKey: 'ak', key: Uint8Array.from([0xff, 0xfe]) };
    expect(parseCredentials({ ...hmac, secretKey: '__4' })).toEqual(expected);
    expect(parseCredentials({ ...hmac, secretKey: '__4=' })).toEqual(expected);
  });
});

describe('bearer', () => {
  it('sends the access key and the date, and needs no secret', () => {
    const parsed = parseCredentials({ auth: 'bearer', accessKey: 'ak', secretKey: null });
    if ('problem' in parsed) throw new Error(parsed.problem);
    const request = { method: 'GET', path: '/echo', body: bytes(''), instant: new Date('2026-01-02T03:04:05.999Z') };
    expect(signRequest(parsed, request)).toEqual({ authorization: 'Bearer ak', 'x-om-date': '20260102T030405Z' });
  });
});
