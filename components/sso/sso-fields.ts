import type { RuleField } from '@/components/forms/rule-form';
import type { SsoRule } from '@/lib/features/sso/rules';

const ONE_A_LINE = 'One value a line, exactly as the provider sends it.';

export function ssoRuleFields(rule: SsoRule, issuer: string | null): readonly RuleField[] {
  const { roleClaim, scopes, values, defaultRole, domains, trustedIssuer } = rule;
  return [
    {
      kind: 'text',
      name: 'roleClaim',
      label: 'Claim with roles or groups',
      value: roleClaim,
      hint: 'E.g. groups, roles or realm_access.roles. Empty: roles are given on the team page.',
    },
    {
      kind: 'text',
      name: 'scopes',
      label: 'Further scopes',
      value: scopes,
      hint: 'Where the provider tells the claim only when asked, e.g. groups.',
    },
    {
      kind: 'choice',
      name: 'defaultRole',
      label: 'All others',
      value: defaultRole ?? 'refuse',
      hint: 'Who has none of the values below. Without values: newcomers.',
      options: [
        { value: 'refuse', label: 'Are refused' },
        { value: 'viewer', label: 'Become viewers' },
        { value: 'operator', label: 'Become operators' },
      ],
    },
    { kind: 'lines', name: 'admin', label: 'Values for admin', value: values.admin.join('\n'), hint: ONE_A_LINE },
    {
      kind: 'lines',
      name: 'operator',
      label: 'Values for operator',
      value: values.operator.join('\n'),
      hint: ONE_A_LINE,
    },
    { kind: 'lines', name: 'viewer', label: 'Values for viewer', value: values.viewer.join('\n'), hint: ONE_A_LINE },
    {
      kind: 'lines',
      name: 'domains',
      label: 'Domains for new accounts',
      value: domains.join('\n'),
      hint: 'Whoever comes with a verified address there gets an account. Empty: only who was invited may come.',
    },
    {
      kind: 'choice',
      name: 'emails',
      label: 'Verified email addresses',
      // Settings for another provider do not apply to this one.
      value: trustedIssuer !== null && trustedIssuer === issuer ? 'all' : 'claim',
      hint: 'Choose all only for a provider of your company alone, such as your Entra ID tenant.',
      options: [
        { value: 'claim', label: 'Those the provider marks as verified' },
        { value: 'all', label: 'All of this provider' },
      ],
    },
  ];
}

export function passwordSignInFields(isOn: boolean): readonly RuleField[] {
  return [{ kind: 'choice', name: 'passwords', label: 'Sign-in by password', value: isOn ? 'on' : 'off' }];
}
