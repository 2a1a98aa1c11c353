import { Tabs } from '../ui/tabs';

const PAGES = [
  { href: '/settings', label: 'Branding' },
  { href: '/settings/rules', label: 'Rules' },
  { href: '/settings/data', label: 'Data' },
  { href: '/settings/single-sign-on', label: 'Single sign-on' },
  { href: '/settings/security', label: 'Security' },
  { href: '/settings/connection', label: 'Connection' },
] as const;

type SettingsPath = (typeof PAGES)[number]['href'];

export function SettingsTabs({ current }: { readonly current: SettingsPath }) {
  return <Tabs label="Settings" tabs={PAGES.map((page) => ({ ...page, isCurrent: page.href === current }))} />;
}
