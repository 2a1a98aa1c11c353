/** The audit events of requests, by their user agent. */
import { z } from 'zod';
import { portal, send } from './client';

const entries = z.array(
  z.object({ act: z.string(), outcome: z.string(), userAgent: z.string().nullable(), address: z.string().nullable() }),
);

export type AuditEntry = z.infer<typeof entries>[number];

/** Everything so far, by tag. Reads as the fixtures' admin. */
export async function readAuditLog(to?: string): Promise<ReadonlyMap<string, readonly AuditEntry[]>> {
  const response = await send('/activity/export?format=json', {
    cookie: portal().fixtures.cookies.admin,
    tag: 'reads the trail',
    ...(to !== undefined && { to }),
  });
  if (response.status !== 200)
    throw new Error(`The trail cannot be read: ${response.status} ${response.text.slice(0, 300)}`);
  const auditLog = new Map<string, AuditEntry[]>();
  for (const entry of entries.parse(JSON.parse(response.text))) {
    const tag = entry.userAgent ?? '';
    auditLog.set(tag, [...(auditLog.get(tag) ?? []), entry]);
  }
  return auditLog;
}
