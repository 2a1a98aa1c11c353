import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  /** `h1` if the page shows nothing else. */
  readonly titleAs?: 'p' | 'h1' | 'h2';
}

export function EmptyState({ title, children, actions, titleAs: Title = 'p' }: EmptyStateProps) {
  return (
    <div className="mx-auto grid max-w-lg justify-items-center gap-2 px-6 py-16 text-center">
      <Title className="text-base font-semibold">{title}</Title>
      <div className="grid gap-1 text-muted">{children}</div>
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
