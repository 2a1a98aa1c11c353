import type { Metadata } from 'next';
import { NoCustomers } from '@/components/customers/customer-list-states';
import { AgingPanel } from '@/components/overview/aging-panel';
import { dayText } from '@/components/overview/day-text';
import { FailedOpeningsPanel } from '@/components/overview/failed-openings-panel';
import { FunnelOverTimePanel, FunnelPanel } from '@/components/overview/funnel-panel';
import { LagPanel } from '@/components/overview/lag-panel';
import { overviewHref, toPeriodParams } from '@/components/overview/overview-query';
import { PeriodPicker } from '@/components/overview/period-picker';
import { TimeInStatusPanel } from '@/components/overview/time-in-status-panel';
import { Banner } from '@/components/ui/banner';
import { LinkButton } from '@/components/ui/button';
import { LocalTime } from '@/components/ui/local-time';
import { PageHeader } from '@/components/ui/page-header';
import { toPeriod } from '@/lib/features/overview/period.rules';
import { readOverview } from '@/lib/features/overview/read-overview';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Overview' };

/** Onboarding figures of a period, for all staff. Every chart is drawn on the server and has a table. */
export default async function OverviewPage({ searchParams }: PageProps<'/overview'>) {
  const params = toPeriodParams(await searchParams);
  const scope = await requireScope(overviewHref(params));
  const { period, problem } = toPeriod(params, new Date());
  const overview = await readOverview(scope, period);
  const { buckets, total } = overview;
  return (
    <>
      <PageHeader title="Overview" actions={<LinkButton href={overviewHref(params)}>Reload</LinkButton>}>
        <span>{`${dayText(period.from)} to ${dayText(period.to)}, days in UTC. As of `}</span>
        <LocalTime at={overview.at} />
        <span>; the figures of single days as of </span>
        <LocalTime at={overview.oldestAt} />
        <span> or later.</span>
      </PageHeader>
      <PeriodPicker key={`${period.from}/${period.to}`} period={period} />
      {problem !== null && (
        <Banner tone="attention" title="This period cannot be shown">
          <p>{`${problem} The last 30 days are shown instead.`}</p>
        </Banner>
      )}
      {overview.hasCustomers ? (
        <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-2">
          <FunnelPanel total={total.funnel} uninvitedCount={total.uninvitedCount} />
          <FunnelOverTimePanel buckets={buckets} />
          <TimeInStatusPanel timeInStatus={overview.timeInStatus} />
          <AgingPanel aging={overview.aging} />
          <FailedOpeningsPanel buckets={buckets} total={total} reasons={overview.refusalReasons} />
          <LagPanel overview={overview} />
        </div>
      ) : (
        <div className="panel">
          <NoCustomers canAct={can(scope.role, 'create_customer')} />
        </div>
      )}
    </>
  );
}
