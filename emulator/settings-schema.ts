/**
 * Every choice the emulator makes where the imitated API is silent or contradicts itself, with the likeliest default.
 * One schema serves the environment (`settings.ts`), in-process use and the control API, so a name means the same everywhere.
 * This file does not read the environment.
 */
import { z } from 'zod';
import { isDecodableSecret } from './api/secret';
import type { Entity } from './model';

const count = z.number().int().nonnegative();
const seconds = z.number().nonnegative().max(10_000_000_000);

const accessKey = z.string().regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be 1 to 128 of A-Z a-z 0-9 . _ -');
const secretKey = z
  .string()
  .refine(isDecodableSecret, 'must be unpadded base64url text (A-Z a-z 0-9 - _) of at least one byte');

const entitySchema = z.strictObject({ id: z.string().min(1), name: z.string().min(1), accessKey, secretKey });

/** Made-up keys, so that the emulator runs without any configuration. They open nothing else. */
export const DEFAULT_ENTITIES: readonly Entity[] = [
  {
    id: 'entity_1',
    name: 'First entity',
    accessKey: 'ak_emulator_first',
    secretKey: 'ZW11bGF0b3ItZmlyc3QtZW50aXR5LW1hZGUtdXAta2U',
  },
  {
    id: 'entity_2',
    name: 'Second entity',
    accessKey: 'ak_emulator_second',
    secretKey: 'ZW11bGF0b3Itc2Vjb25kLWVudGl0eS1tYWRlLXVwLWs',
  },
];

/** `{state}` in the template is replaced by these words; a status without a word uses its lower-case self. */
export const EVENT_WORDS: Readonly<Record<string, string>> = {
  PENDING_REVIEW: 'submitted',
  PENDING_RESPONSE: 'action_required',
};

export const settingsSchema = z.strictObject({
  entities: z
    .array(entitySchema)
    .min(1)
    .refine((list) => new Set(list.map((entity) => entity.accessKey)).size === list.length, 'access keys must differ')
    .refine((list) => new Set(list.map((entity) => entity.id)).size === list.length, 'ids must differ')
    .default(DEFAULT_ENTITIES.map((entity) => ({ ...entity }))),
  /** Base of onboarding URLs, without trailing slash; null: the address the server listens on. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .transform((url) => url.replace(/\/+$/, ''))
    .nullable()
    .default(null),
  /** Further Host values under which the control API answers. */
  allowedHosts: z.array(z.string().min(1)).default([]),

  authSchemes: z.enum(['both', 'hmac', 'bearer']).default('both'),
  signatureWindowSeconds: seconds.default(300),
  /** Added to the machine's time for judging signatures, stamping webhooks and the `Date` header. */
  clockSkewSeconds: z.number().min(-10_000_000).max(10_000_000).default(0),
  /** Whether moving the emulator clock also moves the signature clock. */
  doesClockMoveSignatures: z.boolean().default(false),

  paths: z.enum(['both', 'newest', 'legacy']).default('both'),
  isHostedOnboardingEnabled: z.boolean().default(true),
  customerType: z.enum(['Business', 'BUSINESS', 'any']).default('Business'),
  statusCase: z.enum(['upper', 'lower']).default('upper'),
  validationStatus: z.union([z.literal(400), z.literal(422)]).default(422),
  lockedLinkStatus: z.union([z.literal(400), z.literal(409), z.literal(422), z.literal(500)]).default(400),
  linkSuccessStatus: z.union([z.literal(200), z.literal(201)]).default(201),
  isRejectedEditable: z.boolean().default(true),
  /** Customers per entity; null: no limit. */
  quota: count.nullable().default(null),
  quotaStatus: z.union([z.literal(400), z.literal(403), z.literal(409), z.literal(422), z.literal(429)]).default(403),
  /** After this time a repeated create key is a 409; null: keys are good for ever. */
  idempotencyWindowSeconds: seconds.nullable().default(null),
  idempotencyOtherBody: z.enum(['existing', 'conflict']).default('existing'),
  legalNameBeforeForm: z.enum(['empty', 'company_name', 'null']).default('empty'),

  listOrder: z.enum(['newest', 'oldest']).default('newest'),
  listTotal: z.enum(['matching', 'page', 'text', 'absent']).default('matching'),
  listItems: z.enum(['full', 'brief']).default('full'),
  listUnknownStatus: z.enum(['none', 'all', 'refuse']).default('none'),
  listMixedPaging: z.enum(['refuse', 'page', 'page_num']).default('refuse'),

  linkLifetimeSeconds: seconds.default(30 * 60),
  sessionLifetimeSeconds: seconds.default(24 * 60 * 60),
  olderLinks: z.enum(['keep', 'revoke']).default('keep'),
  redirectReturn: z.enum(['none', 'status']).default('none'),
  locales: z.array(z.string().min(2)).min(1).default(['en-US', 'es', 'pt-BR', 'zh-CN']),
  unknownLocale: z.enum(['fallback', 'refuse']).default('fallback'),

  rateLimit: z
    .strictObject({
      perSecond: z.number().positive(),
      burst: z.number().int().positive(),
      form: z.enum(['status', 'in_200']).default('status'),
    })
    .nullable()
    .default(null),
  autoReview: z
    .strictObject({
      afterSeconds: seconds,
      outcome: z.enum(['approve', 'reject', 'respond', 'random']).default('approve'),
    })
    .nullable()
    .default(null),

  webhookUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  webhookSecret: z.string().min(1).default('whsec_emulator_made_up'),
  webhookEnvelope: z.enum(['current', 'flat']).default('current'),
  webhookEventTemplate: z.string().min(1).default('customer.kyb_{state}'),
  /** Exceptions from the template: status to event name. */
  webhookEventNames: z.record(z.string(), z.string()).default({}),
  /** Waiting times before the second, third … attempt, on the emulator clock. */
  webhookRetrySeconds: z.array(seconds).default([5, 30, 120, 600, 3600]),
  webhookTimeoutMs: z.number().int().positive().default(10_000),

  /** Text from which ids, tokens and made-up data are derived; null: new ones each time. */
  seed: z.string().min(1).nullable().default(null),
  journalSize: z.number().int().positive().default(2000),
});

export type Settings = z.infer<typeof settingsSchema>;
/** What callers may give: any subset. */
export type SettingsInput = z.input<typeof settingsSchema>;
