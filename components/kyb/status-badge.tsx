import { Badge } from '@/components/ui/badge';
import type { CreationState } from '@/lib/kyb/creation-state';
import { statusRule } from '@/lib/kyb/status';

interface StatusBadgeProps {
  /** Normalised KYB status. */
  readonly status: string;
  readonly creation: CreationState;
}

/** The KYB status, or the state of the creation until upstream confirms the customer. */
export function StatusBadge({ status, creation }: StatusBadgeProps) {
  if (creation === 'confirming') return <Badge tone="waiting">Confirming…</Badge>;
  if (creation === 'needs_review') return <Badge tone="attention">Needs review</Badge>;
  const rule = statusRule(status);
  return (
    <>
      <Badge tone={rule.tone}>{rule.label}</Badge>
      {!rule.recognised && <span className="cell-note font-mono break-all">{status}</span>}
    </>
  );
}
