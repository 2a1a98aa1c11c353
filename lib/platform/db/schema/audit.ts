import 'server-only';
import { sql } from 'drizzle-orm';
import { bigserial, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { ACTOR_KINDS, AUDIT_EVENTS, type AuditDetails, OUTCOMES } from '@/lib/platform/audit/audit-events';
import { instant } from './columns';

/**
 * The audit log: who, what, on whom, when, from where, outcome. Append-only: a trigger rejects UPDATE, DELETE and
 * TRUNCATE (see the migration). No foreign keys, so that it outlives what it refers to.
 */
export const audit = pgTable(
  'audit',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull().default(sql`now()`),
    actorKind: text('actor_kind', { enum: ACTOR_KINDS }).notNull(),
    actorId: text('actor_id'),
    /** Readable name at the time: an e-mail address or the reason of a system act. */
    actorLabel: text('actor_label').notNull(),
    act: text('act', { enum: AUDIT_EVENTS }).notNull(),
    customerId: text('customer_id'),
    outcome: text('outcome', { enum: OUTCOMES }).notNull(),
    address: text('address'),
    userAgent: text('user_agent'),
    /** Upstream's request id where the act called upstream. */
    requestId: text('request_id'),
    details: jsonb('details').$type<AuditDetails>(),
  },
  (table) => [
    index('audit_at').on(table.at, table.id),
    index('audit_act').on(table.act, table.at),
    index('audit_customer').on(table.customerId, table.at),
  ],
);
