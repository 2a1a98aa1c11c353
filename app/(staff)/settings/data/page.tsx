import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RuleForm } from '@/components/forms/rule-form';
import { maskingFields, retentionFields } from '@/components/privacy/privacy-fields';
import { RetentionRunPanel } from '@/components/privacy/retention-run-panel';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { changeMaskingAction, changeRetentionAction } from '@/lib/features/privacy/actions';
import { maskingSetting, readLastRetentionRun, retentionSetting } from '@/lib/features/privacy/privacy-settings';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Data' };

/** Not found unless admin. */
export default async function DataPage() {
  const scope = await requireScope('/settings/data');
  if (!can(scope.role, 'change_settings')) notFound();
  const [retention, lastRun, isMasking] = await Promise.all([
    retentionSetting.read(),
    readLastRetentionRun(scope),
    maskingSetting.read(),
  ]);
  return (
    <>
      <PageHeader title="Settings">Each change stands in the activity with its old and its new value.</PageHeader>
      <SettingsTabs current="/settings/data" />
      <Panel title="How long things are kept">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            What is older goes every night. Customers, their statuses and the activity are kept; a customer’s page has
            the button that erases one.
          </p>
          <RuleForm action={changeRetentionAction} fields={retentionFields(retention)} />
        </div>
      </Panel>
      <RetentionRunPanel run={lastRun} />
      <Panel title="What viewers see">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            Masked, people’s names and addresses show their first and last letter, and no search finds them, in lists,
            pages, files and the API alike. Names of businesses stay, a sole proprietor’s own name included.
          </p>
          <RuleForm action={changeMaskingAction} fields={maskingFields(isMasking)} />
        </div>
      </Panel>
    </>
  );
}
