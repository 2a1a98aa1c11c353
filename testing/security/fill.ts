/** Puts the people and businesses of the fixtures into the paths and forms of the tables. */
import { randomUUID } from 'node:crypto';
import type { Fields } from './client';
import type { Fixtures } from './fixtures';

/** 43 characters like a token, and none. */
const NO_TOKEN = 'A'.repeat(43);

/** `isMissing`: ids of nothing instead of those of the business. */
export function fillText(text: string, fixtures: Fixtures, { isMissing = false } = {}): string {
  const { business, missingId } = fixtures;
  return text
    .replaceAll(':customer', isMissing ? missingId : business.id)
    .replaceAll(':invite', isMissing ? missingId : business.inviteId)
    .replaceAll(':import', isMissing ? missingId : fixtures.importId)
    .replaceAll(':run', isMissing ? missingId : fixtures.runId)
    .replaceAll(':link', isMissing ? NO_TOKEN : fixtures.passwordToken)
    .replaceAll(':token', isMissing ? NO_TOKEN : business.token)
    .replaceAll(':nothing', NO_TOKEN)
    .replaceAll(':company', business.company)
    .replaceAll(':fresh', `${randomUUID().slice(0, 13)}@fresh.example`)
    .replaceAll(':uuid', randomUUID());
}

/** Whether it holds the id of something that has an owner. */
export const namesSomething = (text: string): boolean => /:(customer|invite|import|run)\b/.test(text);

export function fillFields(fields: Fields, fixtures: Fixtures, options?: { readonly isMissing?: boolean }): Fields {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, fillText(value, fixtures, options)]));
}
