import type { ReactNode } from 'react';
import { AppLink } from './app-link';
import { ArrowLeftIcon } from './icons';

interface PageHeaderProps {
  readonly title: string;
  /** One line under the title. */
  readonly children?: ReactNode;
  readonly back?: { readonly href: string; readonly label: string };
  readonly actions?: ReactNode;
}

export function PageHeader({ title, children, back, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        {back && (
          <AppLink href={back.href} className="mb-1 inline-flex min-h-6 items-center gap-1 text-muted hover:underline">
            <ArrowLeftIcon className="size-3.5" />
            <span>{back.label}</span>
          </AppLink>
        )}
        <h1 className="text-xl font-semibold wrap-anywhere">{title}</h1>
        {children && <div className="mt-0.5 text-muted">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </header>
  );
}
