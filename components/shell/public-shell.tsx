import type { ReactNode } from 'react';
import { Brand } from '@/components/ui/brand';

interface PublicShellProps {
  readonly partnerName: string;
  /** `data:` URL. */
  readonly logo?: string | null;
  readonly children: ReactNode;
  /** Legal links or a support address. */
  readonly footer?: ReactNode;
}

/** Frame of the customer pages and of the sign-in page: one narrow column, larger text. */
export function PublicShell({ partnerName, logo, children, footer }: PublicShellProps) {
  return (
    <div className="mx-auto grid min-h-dvh max-w-lg grid-cols-[minmax(0,1fr)] grid-rows-[auto_1fr_auto] gap-6 px-4 py-6 text-base sm:py-12">
      <header>
        <Brand name={partnerName} logo={logo} />
      </header>
      <main id="main" tabIndex={-1} className="grid content-start gap-4">
        {children}
      </main>
      <footer className="text-xs text-muted">{footer}</footer>
    </div>
  );
}
