import { upstreamReasonText } from '@/lib/actions/error-text';
import type { UpstreamHealth } from '@/lib/kyb/customer-view';
import { Banner } from '../ui/banner';
import { LocalTime } from '../ui/local-time';

/** Says that statuses may be old, since when and why. Renders nothing while upstream answers. */
export function UpstreamBanner({ health }: { readonly health: UpstreamHealth }) {
  if (health.state === 'ok') return null;
  return (
    <Banner
      tone="attention"
      title="1Money cannot be read at the moment: statuses may be out of date"
      referenceId={health.referenceId}
    >
      <p>
        {upstreamReasonText(health.reason)} What is shown is as of <LocalTime at={health.since} />. The portal keeps
        trying.
      </p>
    </Banner>
  );
}
