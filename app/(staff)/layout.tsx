import { StaffShell } from '@/components/shell/staff-shell';
import { signOutAction } from '@/lib/actions/session';
import { canChangeSettings } from '@/lib/auth/roles';
import { getScope } from '@/lib/auth/session';
import { upstreamEnvironment } from '@/lib/env';
import { countUnread } from '@/lib/services/read-notices';

const PAGES = [
  { href: '/customers', label: 'Customers' },
  { href: '/overview', label: 'Overview' },
  { href: '/activity', label: 'Activity' },
  { href: '/developers', label: 'Developers' },
];
const SETTINGS = { href: '/settings', label: 'Settings' };

/** The frame only. Each page asks for the scope itself: a layout is not rendered again when one navigates. */
export default async function StaffLayout({ children }: LayoutProps<'/'>) {
  const scope = await getScope();
  if (!scope) return children;
  const pages = canChangeSettings(scope.role) ? [...PAGES, SETTINGS] : PAGES;
  return (
    <StaffShell
      items={pages}
      user={scope}
      environment={upstreamEnvironment()}
      unreadCount={await countUnread(scope)}
      signOutAction={signOutAction}
    >
      {children}
    </StaffShell>
  );
}
