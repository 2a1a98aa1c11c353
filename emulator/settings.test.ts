import { expect, test } from 'vitest';
import { readSettings } from './settings';
import { settingsSchema } from './settings-schema';

function problemsOf(environment: Record<string, string>): string[] {
  const result = readSettings(environment);
  return 'problems' in result ? result.problems : [];
}

function optionsOf(environment: Record<string, string>) {
  const result = readSettings(environment);
  if ('problems' in result) throw new Error(result.problems.join('\n'));
  return result.options;
}

test('nothing set: the documented defaults', () => {
  const options = optionsOf({});
  expect(options).toMatchObject({
    port: 4010,
    host: '127.0.0.1',
    dataDir: '.data/emulator',
    smtpPort: 4025,
    isSmtpPortDerived: true,
    hasDefaultKeys: true,
  });
  expect(settingsSchema.parse(options.settings)).toEqual(settingsSchema.parse({}));
});

test.each([
  [{ EMULATOR_PORT: '5010' }, 5025, true],
  [{ EMULATOR_PORT: '65530' }, 65_515, true],
  [{ EMULATOR_PORT: '0' }, 0, true],
  [{ EMULATOR_PORT: '5010', EMULATOR_SMTP_PORT: '' }, 5025, true],
  [{ EMULATOR_PORT: '5010', EMULATOR_SMTP_PORT: '4025' }, 4025, false],
  [{ EMULATOR_PORT: '5010', EMULATOR_SMTP_PORT: 'off' }, null, false],
])('the mail catcher follows the port unless it is given its own: %j', (environment, smtpPort, isSmtpPortDerived) => {
  expect(optionsOf(environment)).toMatchObject({ smtpPort, isSmtpPortDerived });
});

test('an empty variable counts as absent', () => {
  expect(
    optionsOf({ EMULATOR_PORT: '', EMULATOR_QUOTA: '', ONEMONEY_ACCESS_KEY: '', ONEMONEY_SECRET_KEY: '' }).port,
  ).toBe(4010);
});

test('every kind of value is read', () => {
  const { settings, smtpPort } = optionsOf({
    EMULATOR_SMTP_PORT: 'off',
    EMULATOR_LOCKED_LINK_STATUS: '409',
    EMULATOR_REJECTED_EDITABLE: 'off',
    EMULATOR_LOCALES: 'en-US, es',
    EMULATOR_WEBHOOK_RETRY_SECONDS: '1,2.5',
    EMULATOR_WEBHOOK_EVENT_NAMES: '{"APPROVED":"kyb.done"}',
    EMULATOR_RATE_LIMIT: '1',
    EMULATOR_RATE_LIMIT_FORM: 'in_200',
    EMULATOR_AUTO_REVIEW_SECONDS: '30',
    EMULATOR_AUTO_REVIEW_OUTCOME: 'random',
    ONEMONEY_ACCESS_KEY: 'ak_mine',
    ONEMONEY_SECRET_KEY: 'c2VjcmV0',
  });
  expect(smtpPort).toBeNull();
  expect(settings).toMatchObject({
    lockedLinkStatus: 409,
    isRejectedEditable: false,
    locales: ['en-US', 'es'],
    webhookRetrySeconds: [1, 2.5],
    webhookEventNames: { APPROVED: 'kyb.done' },
    rateLimit: { perSecond: 1, burst: 2, form: 'in_200' },
    autoReview: { afterSeconds: 30, outcome: 'random' },
    entities: [{ id: 'entity_1', accessKey: 'ak_mine', secretKey: 'c2VjcmV0' }, { id: 'entity_2' }],
  });
});

test('all problems at once, by name, without values', () => {
  const problems = problemsOf({
    EMULATOR_PORT: '99999',
    EMULATOR_QUOTA: 'many-secret-value',
    EMULATOR_REJECTED_EDITABLE: 'perhaps',
    EMULATOR_STATUS_CASE: 'sideways',
    EMULATOR_WEBHOOK_URL: 'ftp://secret-value.example',
    EMULATOR_WEBHOOK_EVENT_NAMES: '{',
    EMULATOR_RATE_LIMIT: 'secret-value',
    EMULATOR_AUTO_REVIEW_SECONDS: '5',
    EMULATOR_AUTO_REVIEW_OUTCOME: 'secret-value',
    ONEMONEY_ACCESS_KEY: 'ak_mine',
    ONEMONEY_SECRET_KEY: 'secret value+/=',
    EMULATOR_SECOND_ACCESS_KEY: 'ak_mine',
  });
  const names = problems.map((problem) => problem.split(':')[0]);
  expect(new Set(names)).toEqual(
    new Set([
      ...[
        'EMULATOR_PORT',
        'EMULATOR_QUOTA',
        'EMULATOR_REJECTED_EDITABLE',
        'EMULATOR_STATUS_CASE',
        'EMULATOR_WEBHOOK_URL',
      ],
      ...['EMULATOR_WEBHOOK_EVENT_NAMES', 'EMULATOR_RATE_LIMIT', 'EMULATOR_AUTO_REVIEW_OUTCOME', 'ONEMONEY_SECRET_KEY'],
      ...['EMULATOR_SECOND_SECRET_KEY', 'ONEMONEY_ACCESS_KEY and EMULATOR_SECOND_ACCESS_KEY'],
    ]),
  );
  expect(problems.join('\n')).not.toMatch(/secret[- ]value/);
});

test('a secret that is not base64url is refused by name', () => {
  for (const secret of ['a+b/', 'abcde', 'sécret', '=']) {
    expect(problemsOf({ ONEMONEY_ACCESS_KEY: 'ak', ONEMONEY_SECRET_KEY: secret })).toEqual([
      expect.stringMatching(/^ONEMONEY_SECRET_KEY: must be unpadded base64url/),
    ]);
  }
});
