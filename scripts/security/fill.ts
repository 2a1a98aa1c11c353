/** Puts the people and businesses of the prepared world into the paths and forms of the tables. */
import { randomUUID } from 'node:crypto';
import type { Fields } from './client';
import type { World } from './world';

/** 43 characters like a token, and none. */
export const NO_TOKEN = 'A'.repeat(43);

/** `isMissing`: ids of nothing instead of those of the business. */
export function fillText(text: string, world: World, { isMissing = false } = {}): string {
  const { business, missingId } = world;
  return text
    .replaceAll(':customer', isMissing ? missingId : business.id)
    .replaceAll(':invite', isMissing ? missingId : business.inviteId)
    .replaceAll(':import', isMissing ? missingId : world.importId)
    .replaceAll(':run', isMissing ? missingId : world.runId)
    .replaceAll(':link', isMissing ? NO_TOKEN : world.passwordToken)
    .replaceAll(':token', isMissing ? NO_TOKEN : business.token)
    .replaceAll(':nothing', NO_TOKEN)
    .replaceAll(':company', business.company)
    .replaceAll(':fresh', `${randomUUID().slice(0, 13)}@fresh.example`)
    .replaceAll(':uuid', randomUUID());
}

/** Whether it holds the id of something that belongs to somebody. */
export const namesSomething = (text: string): boolean => /:(customer|invite|import|run)\b/.test(text);

export function fillFields(fields: Fields, world: World, options?: { readonly isMissing?: boolean }): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fillText(value, world, options)]));
}
