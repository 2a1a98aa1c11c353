import 'server-only';
import { bigserial, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';

/** Recent HTTP exchanges with upstream, for `/developers`: never a body, a query value or a header. Pruned daily. */
export const upstreamCalls = pgTable(
  'upstream_calls',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    at: instant('at').notNull(),
    method: text('method').notNull(),
    path: text('path').notNull(),
    status: integer('status'),
    durationMs: integer('duration_ms').notNull(),
    requestId: text('request_id'),
    outcome: text('outcome').notNull(),
    attempt: integer('attempt').notNull(),
    priority: text('priority').notNull(),
  },
  (table) => [index('upstream_calls_at').on(table.at, table.id)],
);
