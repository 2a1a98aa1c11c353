import type { Metadata, Viewport } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { textDirection } from '@/lib/platform/i18n/locales';
import { getDocumentLocale } from './document-locale';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Partner portal', template: '%s · Partner portal' },
  robots: { index: false, follow: false },
  // Overrides the header's no-referrer: with that, browsers send `Origin: null` with a form's POST, which the origin
  // check rejects, so no form would work without scripts. Other sites still learn nothing.
  referrer: 'same-origin',
  formatDetection: { telephone: false, email: false, address: false, date: false },
};

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  colorScheme: 'light dark',
};

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  // A page rendered at build time has no nonce and its scripts would be blocked: render every page per request.
  await connection();
  const locale = await getDocumentLocale();
  return (
    <html lang={locale} dir={textDirection(locale)}>
      <body>
        <a href="#main" className="skip-link">
          {sentences(locale).skipToContent}
        </a>
        {children}
      </body>
    </html>
  );
}
