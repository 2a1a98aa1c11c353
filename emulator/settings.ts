/**
 * The only reader of the environment. Every problem is listed at once, by name and without the value, because values
 * may be secrets. `settings-schema.ts` and the README say what a setting means.
 */
import { z } from 'zod';
import { DEFAULT_ENTITIES, type SettingsInput, settingsSchema } from './settings-schema';

export interface StartOptions {
  port: number;
  host: string;
  dataDir: string;
  smtpPort: number | null;
  /** Without a chosen `smtpPort` any free port will do if the default is in use. */
  isSmtpPortDerived: boolean;
  settings: SettingsInput;
  /** Whether the first key pair is the built-in one, which may be printed. */
  hasDefaultKeys: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;
type Kind = 'text' | 'number' | 'switch' | 'list' | 'numbers' | 'json';

/** Plain settings: environment name, setting, how the text is read. */
const NAMES: readonly (readonly [string, keyof SettingsInput, Kind])[] = [
  ['EMULATOR_PUBLIC_URL', 'publicUrl', 'text'],
  ['EMULATOR_ALLOWED_HOSTS', 'allowedHosts', 'list'],
  ['EMULATOR_AUTH_SCHEMES', 'authSchemes', 'text'],
  ['EMULATOR_SIGNATURE_WINDOW_SECONDS', 'signatureWindowSeconds', 'number'],
  ['EMULATOR_CLOCK_SKEW_SECONDS', 'clockSkewSeconds', 'number'],
  ['EMULATOR_CLOCK_MOVES_SIGNATURES', 'doesClockMoveSignatures', 'switch'],
  ['EMULATOR_PATHS', 'paths', 'text'],
  ['EMULATOR_HOSTED_ONBOARDING', 'isHostedOnboardingEnabled', 'switch'],
  ['EMULATOR_CUSTOMER_TYPE', 'customerType', 'text'],
  ['EMULATOR_STATUS_CASE', 'statusCase', 'text'],
  ['EMULATOR_VALIDATION_STATUS', 'validationStatus', 'number'],
  ['EMULATOR_LOCKED_LINK_STATUS', 'lockedLinkStatus', 'number'],
  ['EMULATOR_LINK_SUCCESS_STATUS', 'linkSuccessStatus', 'number'],
  ['EMULATOR_REJECTED_EDITABLE', 'isRejectedEditable', 'switch'],
  ['EMULATOR_QUOTA', 'quota', 'number'],
  ['EMULATOR_QUOTA_STATUS', 'quotaStatus', 'number'],
  ['EMULATOR_KEY_WINDOW_SECONDS', 'idempotencyWindowSeconds', 'number'],
  ['EMULATOR_KEY_OTHER_BODY', 'idempotencyOtherBody', 'text'],
  ['EMULATOR_LEGAL_NAME', 'legalNameBeforeForm', 'text'],
  ['EMULATOR_LIST_ORDER', 'listOrder', 'text'],
  ['EMULATOR_LIST_TOTAL', 'listTotal', 'text'],
  ['EMULATOR_LIST_ITEMS', 'listItems', 'text'],
  ['EMULATOR_LIST_UNKNOWN_STATUS', 'listUnknownStatus', 'text'],
  ['EMULATOR_LIST_MIXED_PAGING', 'listMixedPaging', 'text'],
  ['EMULATOR_LINK_LIFETIME_SECONDS', 'linkLifetimeSeconds', 'number'],
  ['EMULATOR_SESSION_LIFETIME_SECONDS', 'sessionLifetimeSeconds', 'number'],
  ['EMULATOR_OLDER_LINKS', 'olderLinks', 'text'],
  ['EMULATOR_REDIRECT_RETURN', 'redirectReturn', 'text'],
  ['EMULATOR_LOCALES', 'locales', 'list'],
  ['EMULATOR_UNKNOWN_LOCALE', 'unknownLocale', 'text'],
  ['EMULATOR_WEBHOOK_URL', 'webhookUrl', 'text'],
  ['EMULATOR_WEBHOOK_SECRET', 'webhookSecret', 'text'],
  ['EMULATOR_WEBHOOK_ENVELOPE', 'webhookEnvelope', 'text'],
  ['EMULATOR_WEBHOOK_EVENT_TEMPLATE', 'webhookEventTemplate', 'text'],
  ['EMULATOR_WEBHOOK_EVENT_NAMES', 'webhookEventNames', 'json'],
  ['EMULATOR_WEBHOOK_RETRY_SECONDS', 'webhookRetrySeconds', 'numbers'],
  ['EMULATOR_WEBHOOK_TIMEOUT_MS', 'webhookTimeoutMs', 'number'],
  ['EMULATOR_SEED', 'seed', 'text'],
  ['EMULATOR_JOURNAL_SIZE', 'journalSize', 'number'],
];

/** Names of settings that are objects; each is put together from several variables. */
const GROUP_NAMES: Readonly<Record<string, string>> = {
  'entities.0.accessKey': 'ONEMONEY_ACCESS_KEY',
  'entities.0.secretKey': 'ONEMONEY_SECRET_KEY',
  'entities.1.accessKey': 'EMULATOR_SECOND_ACCESS_KEY',
  'entities.1.secretKey': 'EMULATOR_SECOND_SECRET_KEY',
  entities: 'ONEMONEY_ACCESS_KEY and EMULATOR_SECOND_ACCESS_KEY',
  'rateLimit.perSecond': 'EMULATOR_RATE_LIMIT',
  'rateLimit.burst': 'EMULATOR_RATE_LIMIT_BURST',
  'rateLimit.form': 'EMULATOR_RATE_LIMIT_FORM',
  'autoReview.afterSeconds': 'EMULATOR_AUTO_REVIEW_SECONDS',
  'autoReview.outcome': 'EMULATOR_AUTO_REVIEW_OUTCOME',
};

const MAX_PORT = 65_535;
/** From the port to that of the mail catcher: 4010 and 4025. */
const TO_SMTP_PORT = 15;

const startSchema = z.object({
  EMULATOR_PORT: z.coerce.number().int().min(0).max(MAX_PORT).default(4010),
  EMULATOR_SMTP_PORT: z
    .literal('off')
    .transform(() => null)
    .or(z.coerce.number().int().min(0).max(MAX_PORT))
    .optional(),
  EMULATOR_DATA_DIR: z.string().default('.data/emulator'),
  HOST: z.string().default('127.0.0.1'),
});

export type SettingsResult = { options: StartOptions } | { problems: string[] };

/** `environment` is an argument only so that tests need not touch the real one. */
export function readSettings(environment: Environment = process.env): SettingsResult {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  );
  const problems: string[] = [];
  const input: Record<string, unknown> = { entities: readEntities(given, problems) };
  for (const [name, key, kind] of NAMES) {
    const text = given[name];
    if (text === undefined) continue;
    const value = readValue(text, kind);
    if (value === undefined) problems.push(`${name}: ${EXPECTED[kind]}`);
    else input[key] = value;
  }
  addGroups(given, input);
  const settings = settingsSchema.safeParse(input);
  for (const issue of settings.error?.issues ?? []) problems.push(`${toName(issue.path)}: ${issue.message}`);
  const start = startSchema.safeParse(given);
  for (const issue of start.error?.issues ?? []) problems.push(`${issue.path.join('.')}: ${issue.message}`);
  if (problems.length > 0 || !settings.success || !start.success) return { problems };
  const { EMULATOR_PORT, EMULATOR_SMTP_PORT, EMULATOR_DATA_DIR, HOST } = start.data;
  return {
    options: {
      port: EMULATOR_PORT,
      host: HOST,
      dataDir: EMULATOR_DATA_DIR,
      smtpPort: EMULATOR_SMTP_PORT === undefined ? toSmtpPort(EMULATOR_PORT) : EMULATOR_SMTP_PORT,
      isSmtpPortDerived: EMULATOR_SMTP_PORT === undefined,
      settings: settings.data,
      hasDefaultKeys: given.ONEMONEY_ACCESS_KEY === undefined,
    },
  };
}

/** So that a second emulator on another port needs no further variable; any free port beside any free port. */
function toSmtpPort(port: number): number {
  if (port === 0) return 0;
  return port + TO_SMTP_PORT > MAX_PORT ? port - TO_SMTP_PORT : port + TO_SMTP_PORT;
}

/** A key pair is given whole or not at all; half of one mixed with a built-in half would never verify. */
function readEntities(given: Environment, problems: string[]): unknown[] {
  const pairs = [
    ['ONEMONEY_ACCESS_KEY', 'ONEMONEY_SECRET_KEY'],
    ['EMULATOR_SECOND_ACCESS_KEY', 'EMULATOR_SECOND_SECRET_KEY'],
  ] as const;
  return DEFAULT_ENTITIES.map((entity, index) => {
    const [accessName, secretName] = pairs[index] ?? pairs[0];
    const accessKey = given[accessName];
    const secretKey = given[secretName];
    if (accessKey === undefined && secretKey === undefined) return entity;
    if (accessKey === undefined) problems.push(`${accessName}: is required when ${secretName} is set`);
    if (secretKey === undefined) problems.push(`${secretName}: is required when ${accessName} is set`);
    return { ...entity, accessKey: accessKey ?? entity.accessKey, secretKey: secretKey ?? entity.secretKey };
  });
}

function addGroups(given: Environment, input: Record<string, unknown>): void {
  const perSecond = given.EMULATOR_RATE_LIMIT;
  if (perSecond !== undefined && perSecond !== 'off') {
    const burst = given.EMULATOR_RATE_LIMIT_BURST ?? '2';
    input.rateLimit = {
      perSecond: Number(perSecond),
      burst: Number(burst),
      form: given.EMULATOR_RATE_LIMIT_FORM ?? 'status',
    };
  }
  const afterSeconds = given.EMULATOR_AUTO_REVIEW_SECONDS;
  if (afterSeconds !== undefined && afterSeconds !== 'off') {
    input.autoReview = {
      afterSeconds: Number(afterSeconds),
      outcome: given.EMULATOR_AUTO_REVIEW_OUTCOME ?? 'approve',
    };
  }
}

const EXPECTED: Readonly<Record<Kind, string>> = {
  text: 'must be text',
  number: 'must be a number',
  switch: 'must be on or off',
  list: 'must be a comma-separated list',
  numbers: 'must be a comma-separated list of numbers',
  json: 'must be a JSON object',
};

/** Undefined when the text cannot be read as its kind. */
function readValue(text: string, kind: Kind): unknown {
  switch (kind) {
    case 'text':
      return text;
    case 'number':
      return toNumber(text);
    case 'switch':
      return SWITCHES[text.toLowerCase()];
    case 'list':
      return split(text);
    case 'numbers': {
      const numbers = split(text).map(toNumber);
      return numbers.includes(undefined) ? undefined : numbers;
    }
    case 'json':
      return toJson(text);
  }
}

const SWITCHES: Readonly<Record<string, boolean | undefined>> = {
  on: true,
  true: true,
  '1': true,
  off: false,
  false: false,
  '0': false,
};

function split(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function toNumber(text: string): number | undefined {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? undefined : value;
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toName(path: readonly PropertyKey[]): string {
  const full = path.map(String).join('.');
  return GROUP_NAMES[full] ?? NAMES.find(([, key]) => key === path[0])?.[0] ?? full;
}
