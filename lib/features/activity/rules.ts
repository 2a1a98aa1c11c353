/** What of the audit log each role sees. */

import type { AuditItem } from '@/lib/platform/audit/audit-events';
import { maskEmail } from '@/lib/platform/auth/masking';

/** A line of the audit log without customers' addresses, their network addresses included; staff stay as they are. */
export function withoutCustomersAddress(item: AuditItem): AuditItem {
  const { businessName } = item;
  const masked = { ...item, businessName: businessName?.includes('@') ? maskEmail(businessName) : businessName };
  if (item.actorKind !== 'customer') return masked;
  const actorLabel = item.actorLabel.includes('@') ? maskEmail(item.actorLabel) : item.actorLabel;
  return { ...masked, actorLabel, address: null, userAgent: null };
}
