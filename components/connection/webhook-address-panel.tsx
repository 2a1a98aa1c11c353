import { CopyText } from '@/components/ui/copy-text';
import { Panel } from '@/components/ui/panel';

interface WebhookAddressPanelProps {
  /** Null for users who may not see it. */
  readonly address: string | null;
  readonly hasSecret: boolean;
}

/** The address to register with 1Money, and how deliveries are verified. */
export function WebhookAddressPanel({ address, hasSecret }: WebhookAddressPanelProps) {
  return (
    <Panel title="Webhook address">
      <div className="grid gap-2 px-4 py-3">
        {address === null ? (
          <p className="text-muted">Whoever knows the address can send webhooks, so only admins see it.</p>
        ) : (
          <p className="flex flex-wrap items-center gap-x-2">
            <code translate="no" className="font-mono text-xs break-all">
              {address}
            </code>
            <CopyText text={address} what="webhook address" />
          </p>
        )}
        <p className="text-muted">
          {hasSecret
            ? 'A signing secret is set: deliveries without a valid signature are refused.'
            : 'No signing secret is set, so the address itself is the secret. Set ONEMONEY_WEBHOOK_SECRET as soon as 1Money shows you one.'}
        </p>
      </div>
    </Panel>
  );
}
