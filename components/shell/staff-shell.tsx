import type { ReactNode } from 'react';
import { Finder } from '@/components/command-palette/command-palette';
import { BellLink } from '@/components/notifications/bell-link';
import { Brand } from '@/components/ui/brand';
import type { NavItem } from '@/components/ui/nav-item';
import type { StaffRole } from '@/lib/platform/auth/scope';
import type { FormAction } from '@/lib/platform/forms/action-state';
import { AppLink } from '../ui/app-link';
import { ChevronDownIcon } from '../ui/icons';
import { SubmitButton } from '../ui/submit-button';
import { EnvironmentBadge, type UpstreamEnvironment } from './environment-badge';
import { NavLinks } from './nav-links';

interface StaffShellProps {
  /** Pages that this user may open. */
  readonly items: readonly NavItem[];
  /** Pages that the command palette finds: these and more. */
  readonly findable: readonly NavItem[];
  readonly user: { readonly name: string; readonly email: string; readonly role: StaffRole };
  readonly environment: UpstreamEnvironment;
  readonly unreadCount: number;
  readonly signOutAction: FormAction;
  readonly children: ReactNode;
}

/** Frame of all staff pages: navigation, environment and user. Works without scripts. */
export function StaffShell({
  items,
  findable,
  user,
  environment,
  unreadCount,
  signOutAction,
  children,
}: StaffShellProps) {
  return (
    <>
      <header className="border-b border-line bg-surface">
        <div className="shell-width flex flex-wrap items-center gap-x-2 lg:gap-x-6">
          <div className="flex h-12 min-w-0 flex-1 items-center gap-2 sm:gap-3 lg:flex-none">
            <AppLink href="/customers" className="flex min-w-0">
              <Brand name="Partner portal" isMarkOnPhone />
            </AppLink>
            <EnvironmentBadge environment={environment} />
          </div>
          <nav aria-label="Main" className="-mx-2 w-full overflow-x-auto order-last lg:order-none lg:mx-0 lg:w-auto">
            <NavLinks items={items} />
          </nav>
          <div className="ml-auto flex items-center">
            <Finder pages={findable} />
            <BellLink unreadCount={unreadCount} />
            <UserMenu user={user} signOutAction={signOutAction} />
          </div>
        </div>
      </header>
      <main id="main" tabIndex={-1} className="shell-width grid grid-cols-[minmax(0,1fr)] gap-4 py-6">
        {children}
      </main>
    </>
  );
}

function UserMenu({ user, signOutAction }: Pick<StaffShellProps, 'user' | 'signOutAction'>) {
  return (
    <details className="relative">
      <summary className="btn btn-quiet btn-sm">
        <span className="grid size-6 place-items-center rounded-full bg-neutral-soft text-xs" aria-hidden="true">
          {user.name.charAt(0).toUpperCase()}
        </span>
        <span className="max-w-40 truncate max-sm:sr-only">{user.name}</span>
        <ChevronDownIcon />
      </summary>
      <div className="panel absolute right-0 z-10 mt-1 grid w-56 gap-3 p-4 shadow-lg">
        <p className="wrap-anywhere">
          <span className="block font-medium">{user.email}</span>
          <span className="text-muted">{`Role: ${user.role}`}</span>
        </p>
        <AppLink href="/account/sessions" className="link inline-flex min-h-6 items-center justify-self-start">
          My sessions
        </AppLink>
        {/* A plain link, so that the new document has this menu closed. */}
        <a href="/account" className="link">
          Your sign-in
        </a>
        <form action={signOutAction} className="grid">
          <SubmitButton variant="secondary" size="sm">
            Sign out
          </SubmitButton>
        </form>
      </div>
    </details>
  );
}
