import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RuleForm } from '@/components/forms/rule-form';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { KeptRoles } from '@/components/sso/kept-roles';
import { passwordSignInFields, ssoRuleFields } from '@/components/sso/sso-fields';
import { ProviderFacts } from '@/components/sso/sso-provider-facts';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { changeSsoRuleAction, switchPasswordSignInAction } from '@/lib/features/sso/actions';
import { readSso, ssoAddresses } from '@/lib/features/sso/sso-settings';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Single sign-on' };

/** Not found unless admin. */
export default async function SingleSignOnPage() {
  const scope = await requireScope('/settings/single-sign-on');
  if (!can(scope.role, 'change_settings')) notFound();
  const { provider, rule, isPasswordOn, isPasswordForced, cameBySso, keptRoles } = await readSso(scope);
  return (
    <>
      <PageHeader title="Settings">
        Each change stands in the activity with its old and its new value, and counts from the next sign-in on.
      </PageHeader>
      <SettingsTabs current="/settings/single-sign-on" />
      <Panel title="Provider">
        <ProviderFacts provider={provider} addresses={ssoAddresses()} />
      </Panel>
      {keptRoles.length > 0 && (
        <Panel title="Roles not updated">
          <KeptRoles claim={rule.roleClaim} members={keptRoles} />
        </Panel>
      )}
      <Panel title="Who may come, and as what">
        <div className="grid gap-4 p-4">
          <p className="text-muted">
            With values set, a person’s role follows the claim at each sign-in; the highest of several counts, and the
            last admin stays one. Somebody who has an account already is recognised by a verified e-mail address the
            first time, and by their identity at the provider from then on.
          </p>
          <RuleForm action={changeSsoRuleAction} fields={ssoRuleFields(rule, provider?.issuer ?? null)} />
        </div>
      </Panel>
      <Panel title="Passwords">
        <div className="grid gap-4 p-4">
          <p className="text-muted">{passwordText({ hasProvider: provider !== null, isPasswordForced, cameBySso })}</p>
          <RuleForm action={switchPasswordSignInAction} fields={passwordSignInFields(isPasswordOn)} />
        </div>
      </Panel>
    </>
  );
}

interface PasswordFacts {
  readonly hasProvider: boolean;
  readonly isPasswordForced: boolean;
  readonly cameBySso: boolean;
}

function passwordText({ hasProvider, isPasswordForced, cameBySso }: PasswordFacts): string {
  if (!hasProvider) return 'Without single sign-on passwords are the only way in, so they cannot be switched off.';
  if (isPasswordForced)
    return 'The environment keeps passwords on (PASSWORD_SIGN_IN=on). What is set here counts once that is taken away.';
  if (!cameBySso)
    return 'To switch passwords off, sign in by single sign-on yourself first: so it is known to work. This session began with a password.';
  return 'Off: staff sign in by single sign-on only. If it ever fails, PASSWORD_SIGN_IN=on in the environment and a restart bring passwords back.';
}
