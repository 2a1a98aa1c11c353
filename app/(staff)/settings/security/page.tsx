import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RuleForm } from '@/components/forms/rule-form';
import { secondFactorFields } from '@/components/settings/rule-fields';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { changeSecondFactorAction } from '@/lib/features/settings/actions';
import { requiredRolesSetting } from '@/lib/features/settings/rule-settings';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Security' };

/** Not found unless admin. */
export default async function SecurityPage() {
  const scope = await requireScope('/settings/security');
  if (!can(scope.role, 'change_settings')) notFound();
  return (
    <>
      <PageHeader title="Settings">
        Each change stands in the activity with its old and its new value, and counts at once.
      </PageHeader>
      <SettingsTabs current="/settings/security" />
      <Panel title="Second factor">
        <div className="grid gap-4 p-4">
          <p className="max-w-prose text-muted">
            An authenticator app or a passkey, beside the password. Whoever must have one and has none is led to set one
            up at their next click, you included, and can do nothing else until they have.
          </p>
          <RuleForm action={changeSecondFactorAction} fields={secondFactorFields(await requiredRolesSetting.read())} />
        </div>
      </Panel>
    </>
  );
}
