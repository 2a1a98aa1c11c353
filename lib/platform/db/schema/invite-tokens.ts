import 'server-only';
import { integer, pgTable, text } from 'drizzle-orm/pg-core';
import { invites } from './invites';

/** Every token an invite ever had, as a hash: a replaced one is recognised, so that its page can offer a new mail. */
export const inviteTokens = pgTable('invite_tokens', {
  /** SHA-256 (hex) of the token. */
  hash: text('hash').primaryKey(),
  inviteId: text('invite_id')
    .notNull()
    .references(() => invites.id, { onDelete: 'cascade' }),
  generation: integer('generation').notNull(),
});
