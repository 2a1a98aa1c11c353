/** Bodies of the control calls. `review_issues` has the shape of the imitated API, so that a test can copy one from the other. */
import { z } from 'zod';
import { CALM } from '../mail/mailbox';
import type { ReviewIssues } from '../model';

export const seedSchema = z.strictObject({
  customers: z.number().int().min(0).max(1_000_000),
  entity: z.string().optional(),
});

const reviewIssuesSchema = z.strictObject({
  company_issues: z
    .strictObject({
      company_name: z.string().nullish(),
      reject_reason: z.string().default(''),
      description: z.string().default(''),
    })
    .nullish(),
  associated_person_issues: z
    .array(
      z.strictObject({
        associated_person_id: z.string(),
        name: z.string().nullish(),
        reject_reason: z.string().default(''),
        description: z.string().default(''),
      }),
    )
    .nullish(),
});

export const statusSchema = z.strictObject({
  status: z.string().min(1).max(100),
  /** Absent: the present flags stay; null: they are cleared. */
  review_issues: reviewIssuesSchema.nullable().optional(),
});

export function toReviewIssues(wire: z.output<typeof reviewIssuesSchema> | null): ReviewIssues | null {
  if (wire === null) return null;
  const company = wire.company_issues;
  return {
    company: company
      ? { name: company.company_name ?? null, rejectReason: company.reject_reason, description: company.description }
      : null,
    persons: (wire.associated_person_issues ?? []).map((person) => ({
      personId: person.associated_person_id,
      name: person.name ?? null,
      rejectReason: person.reject_reason,
      description: person.description,
    })),
  };
}

/** `now: null` goes back to the machine's time. */
export const clockSchema = z.union([
  z.strictObject({ advanceSeconds: z.number().min(-1e10).max(1e10) }),
  z.strictObject({ now: z.iso.datetime({ offset: true }).nullable() }),
]);

export const mailBehaviourSchema = z.strictObject({
  mode: z.enum(['accept', 'refuse', 'busy', 'hang', 'drop_after_accept']).default(CALM.mode),
  bounce: z.array(z.string()).default([]),
});
