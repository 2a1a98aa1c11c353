/**
 * What upstream sends, read tolerantly: wire names live here and nowhere else. Unknown keys are ignored, a missing or
 * retyped field becomes null, and only an unusable id makes an answer unreadable (1Money API notes, section 7).
 */
import { z } from 'zod';

/** Ids are UUIDs in examples and `cus_123` elsewhere (1Money API notes, section 7, item 15). */
export const upstreamIdSchema = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

const lenientText = z.string().nullable().catch(null);
/** Timestamps are text in every example; a number would be an epoch. */
const lenientInstant = z.union([z.string(), z.number()]).nullable().catch(null);

const issueSchema = z
  .object({
    company_name: lenientText,
    name: lenientText,
    reject_reason: lenientText,
    description: lenientText,
  })
  .nullable()
  .catch(null);
/** One object for a company, a list for persons; either form is read for both. */
const issueListSchema = z
  .union([z.array(issueSchema), issueSchema.transform((issue) => [issue])])
  .transform((issues) => issues.filter((issue) => issue !== null))
  .catch([]);
const reviewIssuesSchema = z
  .object({ company_issues: issueListSchema, associated_person_issues: issueListSchema })
  .nullable()
  .catch(null);

/** Both shapes of a customer, the full one and the six fields of the lightweight one (sections 2.2 and 2.6). */
export const customerSchema = z.object({
  customer_id: upstreamIdSchema,
  email: lenientText,
  /** Anything, also missing: what cannot be read is shown as unknown, never guessed. */
  status: z.unknown().optional(),
  business_legal_name: lenientText,
  created_at: lenientInstant,
  updated_at: lenientInstant,
  submitted_at: lenientInstant,
  review_issues: reviewIssuesSchema,
});
export type WireCustomer = z.infer<typeof customerSchema>;

const listKeys = ['customers', 'list', 'items', 'data'] as const;

/** A page of customers: `{customers, total}`, a sibling's key, or a bare array (section 8). */
export const customerListSchema = z.unknown().transform((raw, context) => {
  const body = z.record(z.string(), z.unknown()).safeParse(raw);
  const candidates = body.success ? listKeys.map((key) => body.data[key]) : [raw];
  const items = candidates.find((candidate): candidate is unknown[] => Array.isArray(candidate));
  if (items === undefined) {
    context.addIssue({ code: 'custom', message: 'no list of customers' });
    return z.NEVER;
  }
  return { items, total: body.success ? totalSchema.parse(body.data.total) : null };
});

/** A hint only; sibling lists send it as text. */
const totalSchema = z
  .union([z.number(), z.string().regex(/^\d{1,12}$/)])
  .transform(Number)
  .pipe(z.number().int().nonnegative())
  .nullable()
  .catch(null);

/** The link answer. `grant_token` is left out on purpose: nothing here needs it, so nothing can leak it. */
export const onboardingLinkSchema = z.object({
  onboarding_url: z.string().min(1),
  expires_at: lenientInstant,
});

export const echoSchema = z.object({ message: lenientText, timestamp: lenientInstant });

/** Upstream's error object; every field is optional in practice (section 2.9). */
export const errorBodySchema = z.object({
  code: lenientText,
  status: z.number().nullable().catch(null),
  detail: lenientText,
  instance: lenientText,
});

/** Whether a JSON body looks like upstream's error object rather than a gateway's. */
export function isErrorEnvelope(json: unknown): boolean {
  const body = z.record(z.string(), z.unknown()).safeParse(json);
  return body.success && ['code', 'detail', 'instance'].some((key) => typeof body.data[key] === 'string');
}

/**
 * A rate limit reported inside a 200. Customers have a top-level `status` too, but theirs is text, hence the test for
 * the number (section 6).
 */
export function isThrottleBody(json: unknown): boolean {
  const body = errorBodySchema.safeParse(json);
  return body.success && (body.data.status === 429 || body.data.code === 'Too_Many_Requests');
}

/** What 1Money accepts for a new customer; it rejects anything more (section 2.2). */
export const createBodySchema = z.strictObject({
  email: z.string(),
  first_name: z.string(),
  last_name: z.string(),
  company_name: z.string().optional(),
  customer_type: z.string(),
});
