import type { ReactNode } from 'react';
import { CustomerFooter } from '@/components/self-serve/customer-footer';
import { PublicShell } from '@/components/shell/public-shell';
import { brandingSetting } from '@/lib/features/settings/branding';
import { sentences } from '@/lib/platform/i18n/catalogue';
import type { Locale } from '@/lib/platform/i18n/locales';
import { toFormToken } from './form-token';

interface CustomerFrameProps {
  readonly locale: Locale;
  /** Path of the page, to return to after a change of language. */
  readonly path: string;
  readonly children: ReactNode;
}

export async function CustomerFrame({ locale, path, children }: CustomerFrameProps) {
  const branding = await brandingSetting.read();
  const { partnerName, logo } = branding;
  const footer = (
    <CustomerFooter
      branding={branding}
      formToken={await toFormToken(locale)}
      text={sentences(locale)}
      returnTo={path}
    />
  );
  return (
    <PublicShell partnerName={partnerName} logo={logo} footer={footer}>
      {children}
    </PublicShell>
  );
}
