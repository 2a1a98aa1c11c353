import { StaffShell } from '@/components/shell/staff-shell';
import { signOutAction } from '@/lib/actions/session';
import { canChangeSettings, canManageTeam } from '@/lib/auth/roles';
import { getScope } from '@/lib/auth/session';
import { upstreamEnvironment } from '@/lib/env';

const PAGES = [
  { href: '/customers', label: 'Customers' },
  { href: '/activity', label: 'Activity' },
  { href: '/developers', label: 'Developers' },
];
const TEAM = { href: '/team', label: 'Team' };
const SETTINGS = { href: '/settings', label: 'Settings' };

/** The frame only. Each page asks for the scope itself: a layout is not rendered again when one navigates. */
export default async function StaffLayout({ children }: LayoutProps<'/'>) {
  const scope = await getScope();
  if (!scope) return children;
  const pages = [
    ...PAGES,
    ...(canManageTeam(scope.role) ? [TEAM] : []),
    ...(canChangeSettings(scope.role) ? [SETTINGS] : []),
  ];
  return (
    <StaffShell items={pages} user={scope} environment={upstreamEnvironment()} signOutAction={signOutAction}>
      {children}
    </StaffShell>
  );
}
