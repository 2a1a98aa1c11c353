/** Every environment variable: its name, its shape, its default and a sentence. `.env.example` is made from this list. */
import 'server-only';
import { z } from 'zod';
import {
  accessKeyText,
  dayList,
  encryptionKeyList,
  linkHosts,
  oidcShape,
  onOff,
  origin,
  positiveInt,
  positiveNumber,
  secretKeyText,
  secretList,
} from './env-values';

export const onemoneyShape = {
  ONEMONEY_BASE_URL: origin.describe('https://api.sandbox.1money.com or the production address'),
  ONEMONEY_ACCESS_KEY: accessKeyText.describe('The access key that 1Money issued'),
  ONEMONEY_SECRET_KEY: secretKeyText
    .optional()
    .describe('The secret key that 1Money issued; not needed with ONEMONEY_AUTH=bearer'),
  ONEMONEY_ACCESS_KEY_NEXT: accessKeyText
    .optional()
    .describe('The next access key while keys are rotated: used as soon as 1Money rejects the current pair'),
  ONEMONEY_SECRET_KEY_NEXT: secretKeyText.optional().describe('The secret key of ONEMONEY_ACCESS_KEY_NEXT'),
  ONEMONEY_AUTH: z
    .enum(['hmac', 'bearer'])
    .default('hmac')
    .describe('hmac signs every request; bearer sends the access key'),
  ONEMONEY_TIMEOUT_MS: positiveInt
    .max(120_000)
    .default(10_000)
    .describe('Deadline of a call that a person waits for; background calls have twice as long'),
  ONEMONEY_LINK_HOSTS: linkHosts
    .optional()
    .describe('Hosts that onboarding links may have, separated by commas; without it, the domain of the base URL'),
  ONEMONEY_REQUESTS_PER_SECOND: positiveNumber.max(1000).default(1).describe('Request budget of one process'),
  ONEMONEY_BURST: positiveInt.max(1000).default(4).describe('Requests that may go out at once'),
};

export const portalShape = {
  APP_URL: origin.describe('Where browsers reach the portal: https, or http on localhost'),
  PORT: positiveInt.max(65_535).default(3000).describe('Port the server listens on'),
  HOST: z.string().min(1).default('127.0.0.1').describe('Address the server listens on'),
  DATA_DIR: z.string().min(1).default('.data').describe('Folder of the embedded database'),
  DATABASE_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^postgres(?:ql)?:$/.test(new URL(text).protocol), 'must be postgres://…')
    .optional()
    .describe('postgres://user:password@host:5432/name; without it, an embedded database in DATA_DIR'),
  AUTH_SECRET: z
    .string()
    .min(32, 'must be at least 32 random characters (openssl rand -base64 33)')
    .describe('At least 32 random characters: openssl rand -base64 33'),
  ENCRYPTION_KEY: encryptionKeyList
    .optional()
    .describe(
      'Encrypts secrets in the database: openssl rand -base64 32; two separated by a comma while rotating, the new one first; without it, a key derived from AUTH_SECRET',
    ),
  ...onemoneyShape,
  ...oidcShape,
  PASSWORD_SIGN_IN: z
    .enum(['as_set', 'on'])
    .default('as_set')
    .describe('on: passwords work even if an admin switched them off (the way back in)'),
  ONEMONEY_REJECTED_REENTRY: onOff
    .default(true)
    .describe('Whether rejected customers may open the form again, until an admin sets it in the portal'),
  ONEMONEY_WEBHOOK_SECRET: secretList
    .optional()
    .describe(
      'Signs webhooks; two separated by a comma while rotating; without it, deliveries come to a secret address',
    ),
  PORTAL_JOBS: onOff.default(true).describe('Whether this process runs jobs; off where npm run worker does'),
  PARTNER_NAME: z.string().min(1).max(80).default('Partner portal').describe('The name that customers see'),
  TRUSTED_PROXIES: z.coerce
    .number()
    .int()
    .min(0)
    .max(10)
    .default(0)
    .describe('Number of your own proxies in front; only then does X-Forwarded-For count'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('debug, info, warn, error or silent'),
  SMTP_URL: z
    .string()
    .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol), 'must be smtp://… or smtps://…')
    .optional()
    .describe('smtp://… or smtps://…; without it nothing is mailed and invites can only be copied'),
  MAIL_FROM: z
    .string()
    .min(3)
    .max(320)
    .regex(/^[^\r\n]*@[^\r\n]*$/, 'must be an address such as Name <mail@company.example>')
    .optional()
    .describe(
      'Sender of mails, such as Acme <onboarding@acme.example>; without it, made from PARTNER_NAME and APP_URL',
    ),
  INVITE_DAYS: positiveInt.max(90).default(14).describe('How many days an invite lives'),
  INVITE_CODE: z
    .enum(['when_needed', 'always'])
    .default('when_needed')
    .describe('always: opening an invite always needs a code by email; when_needed: only where the form holds data'),
  REMINDER_DAYS: dayList
    .default([3, 7])
    .describe('Days after an unanswered invite on which to remind, or off; until an admin sets it in the portal'),
  HANDOFF_SECRET: z
    .string()
    .min(32, 'must be at least 32 random characters')
    .optional()
    .describe('Signs the hand-over from your own product, at least 32 random characters'),
  DEMO_PASSWORD: z
    .string()
    .min(8, 'must have at least 8 characters')
    .optional()
    .describe('Demo only: the password of the three demo accounts'),
};

export interface EnvVariable {
  readonly name: string;
  readonly about: string;
  readonly isRequired: boolean;
  /** As it would be written; null for none. */
  readonly fallback: string | null;
}

/** Every variable of the portal, for `.env.example`. */
export function describeEnv(): readonly EnvVariable[] {
  return Object.entries<z.ZodType>(portalShape).map(([name, schema]) => {
    const absent = schema.safeParse(undefined);
    return {
      name,
      about: schema.description ?? '',
      isRequired: !absent.success,
      fallback: absent.success && absent.data !== undefined ? toText(absent.data) : null,
    };
  });
}

function toText(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value);
}
