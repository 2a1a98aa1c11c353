import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const ENVIRONMENT = {
  APP_URL: 'https://portal.example',
  AUTH_SECRET: 'x'.repeat(32),
  ONEMONEY_BASE_URL: 'https://api.sandbox.1money.com',
  ONEMONEY_ACCESS_KEY: 'key',
  ONEMONEY_SECRET_KEY: 'abcd',
};

beforeAll(() => {
  for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value);
});
afterAll(() => {
  vi.unstubAllEnvs();
});

describe('the proof of having seen a page', async () => {
  const { isFormToken, makeFormToken } = await import('./form-token');

  it('holds for the visit and the form it was made for', () =>
    expect(isFormToken(makeFormToken('visit-1', 'token-1'), 'visit-1', 'token-1')).toBe(true));

  it.each([
    ['another visit', 'visit-2', 'token-1'],
    ['another form', 'visit-1', 'token-2'],
    ['no visit at all', '', 'token-1'],
  ])('does not hold for %s', (_what, visitorId, subject) =>
    expect(isFormToken(makeFormToken('visit-1', 'token-1'), visitorId, subject)).toBe(false),
  );

  it.each(['', 'nonsense', '%00', 'A'.repeat(43), 'A'.repeat(10_000)])('is not %j', (proof) =>
    expect(isFormToken(proof, 'visit-1', 'token-1')).toBe(false),
  );
});
