import 'server-only';
import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { customers } from './customers';

export const OPERATION_KINDS = ['create_customer', 'create_link'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/**
 * pending: committed, not sent. sent: on its way. done / rejected: complete. unknown: sent, outcome unknown.
 * needs_review: could not be reconciled; a person must look.
 */
export const OPERATION_STATES = ['pending', 'sent', 'done', 'rejected', 'unknown', 'needs_review'] as const;
export type OperationState = (typeof OPERATION_STATES)[number];

/** A durable record of one upstream write, committed before the first byte is sent. */
export const operations = pgTable(
  'operations',
  {
    id: text('id').primaryKey(),
    kind: text('kind', { enum: OPERATION_KINDS }).notNull(),
    customerId: text('customer_id').references(() => customers.id, { onDelete: 'set null' }),
    /** The user who asked, or the reason of the system scope. */
    actor: text('actor').notNull(),
    /**
     * Made from the form and what was typed: one operation, however often the same is sent. For an import, the row's.
     */
    intentId: text('intent_id'),
    idempotencyKey: text('idempotency_key').notNull(),
    /** The exact JSON text that is sent, every time. */
    body: text('body').notNull(),
    state: text('state', { enum: OPERATION_STATES }).notNull().default('pending'),
    tries: integer('tries').notNull().default(0),
    requestId: text('request_id'),
    /** The AppError (kind, status, reasons) of the last try; never a raw body. */
    lastError: jsonb('last_error').$type<Record<string, unknown>>(),
    createdAt: instant('created_at').notNull().default(sql`now()`),
    sentAt: instant('sent_at'),
    completedAt: instant('completed_at'),
  },
  (table) => [
    uniqueIndex('operations_idempotency_key').on(table.idempotencyKey),
    uniqueIndex('operations_intent').on(table.actor, table.intentId),
    index('operations_customer').on(table.customerId, table.createdAt),
    index('operations_open').on(table.createdAt).where(sql`state in ('pending', 'sent', 'unknown')`),
  ],
);
