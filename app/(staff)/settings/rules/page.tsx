import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RuleForm } from '@/components/forms/rule-form';
import { overdueFields, reentryFields, reminderFields, statusMailFields } from '@/components/settings/rule-fields';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import {
  changeOverdueThresholdsAction,
  changeReentryAction,
  changeRemindersAction,
  changeStatusMailsAction,
} from '@/lib/features/settings/actions';
import { overdueSetting, readReentry, reminderSetting, statusMailSetting } from '@/lib/features/settings/rule-settings';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Rules' };

/** Not found unless admin. */
export default async function RulesPage() {
  const scope = await requireScope('/settings/rules');
  if (!can(scope.role, 'change_settings')) notFound();
  const [thresholds, reminders, statusMails, { rejectedReentry }] = await Promise.all([
    overdueSetting.read(),
    reminderSetting.read(),
    statusMailSetting.read(),
    readReentry(),
  ]);
  return (
    <>
      <PageHeader title="Settings">
        Each change stands in the activity with its old and its new value, and counts at once.
      </PageHeader>
      <SettingsTabs current="/settings/rules" />
      <Panel title="When a customer is overdue">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            After so many days in a status, or after an invite that nobody opened, a customer appears under “Overdue”.
            Empty for never.
          </p>
          <RuleForm action={changeOverdueThresholdsAction} fields={overdueFields(thresholds)} />
        </div>
      </Panel>
      <Panel title="Reminders of invites">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            Mailed to whoever has not answered an invite. What is set here wins over REMINDER_DAYS.
          </p>
          <RuleForm action={changeRemindersAction} fields={reminderFields(reminders)} />
        </div>
      </Panel>
      <Panel title="Status emails">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            Everyone with access to a customer is emailed when 1Money requests information, rejects or approves.
          </p>
          <RuleForm action={changeStatusMailsAction} fields={statusMailFields(statusMails)} />
        </div>
      </Panel>
      <Panel title="After a rejection">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            Whether a rejected customer may open 1Money’s form again to correct and resend. 1Money’s documents disagree
            about it; switch it off if 1Money refuses such links. What is set here wins over ONEMONEY_REJECTED_REENTRY.
          </p>
          <RuleForm action={changeReentryAction} fields={reentryFields(rejectedReentry)} />
        </div>
      </Panel>
    </>
  );
}
