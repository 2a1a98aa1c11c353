import { Banner } from '@/components/ui/banner';
import { LocalTime } from '@/components/ui/local-time';
import type { UpstreamHealth } from '@/lib/features/customers/customer-view.rules';
import { upstreamReasonText } from '@/lib/platform/forms/error-text';

/** Says since when and why statuses cannot be read. Renders nothing while upstream responds. */
export function UpstreamBanner({ health }: { readonly health: UpstreamHealth }) {
  if (health.state === 'ok') return null;
  return (
    <Banner
      tone="attention"
      title="1Money is unavailable: statuses may be out of date"
      referenceId={health.referenceId}
    >
      <p>
        <span>{`${upstreamReasonText(health.reason)} Nothing could be read since `}</span>
        <LocalTime at={health.since} />
        <span>. The portal keeps trying.</span>
      </p>
    </Banner>
  );
}
