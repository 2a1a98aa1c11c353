/** What the page of a customer knows about its story. Instants are ISO 8601 in UTC. */

import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import type { ObservationSource } from '@/lib/kyb/observation-source';
import type { AuditDetails, AuditEvent, Outcome } from '@/lib/platform/audit/audit-events';
import type { DeliveryState } from '@/lib/platform/db/column-values';

/** One line of a customer's story, whatever table it comes from. */
export type TimelineEntry = { readonly key: string; readonly at: string } & (
  | {
      readonly kind: 'observation';
      readonly status: string;
      readonly previousStatus: string | null;
      readonly source: ObservationSource;
      /** Milliseconds from upstream's change to our reading; null when upstream gave no time. */
      readonly lagMs: number | null;
      /** What 1Money asked for; `isResolved` when the following observation no longer holds it. */
      readonly flaggedItems: readonly (FlaggedItem & { readonly isResolved: boolean })[];
    }
  | {
      readonly kind: 'act';
      readonly act: AuditEvent;
      readonly outcome: Outcome;
      readonly actorLabel: string;
      readonly requestId: string | null;
      readonly details: AuditDetails;
    }
  | {
      readonly kind: 'operation';
      readonly operation: 'create_customer' | 'create_link';
      readonly state: 'pending' | 'sent' | 'done' | 'rejected' | 'unknown' | 'needs_review';
      readonly tries: number;
      readonly requestId: string | null;
    }
  | {
      readonly kind: 'webhook';
      readonly eventName: string | null;
      readonly state: DeliveryState;
      readonly outcome: string | null;
      readonly duplicates: number;
    }
);
