import { StaffShell } from '@/components/shell/staff-shell';
import { upstreamEnvironment } from '@/lib/env';
import { signOutAction } from '@/lib/features/account/sign-in.actions';
import { countUnread } from '@/lib/features/notifications/read-notifications';
import { can } from '@/lib/platform/auth/roles';
import { getScope } from '@/lib/platform/auth/session';

const PAGES = [
  { href: '/customers', label: 'Customers' },
  { href: '/overview', label: 'Overview' },
  { href: '/activity', label: 'Activity' },
  { href: '/developers', label: 'Developers' },
];
const TEAM = { href: '/team', label: 'Team' };
/** Pages that only the command palette lists. */
const ACTING_PAGES = [
  { href: '/customers/new', label: 'New customer' },
  { href: '/customers/import', label: 'Import customers' },
  { href: '/customers/bulk', label: 'Acts on many customers' },
];
const SESSIONS = { href: '/account/sessions', label: 'My sessions' };
const ACCOUNT = { href: '/account', label: 'Your sign-in' };
const SETTINGS = { href: '/settings', label: 'Settings' };

/** Frame only. Each page checks the scope itself, because a layout is not rendered again on navigation. */
export default async function StaffLayout({ children }: LayoutProps<'/'>) {
  const scope = await getScope();
  if (!scope) return children;
  const pages = [
    ...PAGES,
    ...(can(scope.role, 'manage_team') ? [TEAM] : []),
    ...(can(scope.role, 'change_settings') ? [SETTINGS] : []),
  ];
  const findable = [...pages, ...(can(scope.role, 'run_bulk') ? ACTING_PAGES : []), ACCOUNT, SESSIONS];
  return (
    <StaffShell
      items={pages}
      findable={findable}
      user={scope}
      environment={upstreamEnvironment()}
      unreadCount={await countUnread(scope)}
      signOutAction={signOutAction}
    >
      {children}
    </StaffShell>
  );
}
