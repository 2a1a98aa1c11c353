import type { Metadata } from 'next';
import { headers } from 'next/headers';
import type { ReactNode } from 'react';
import { brandingSetting } from '@/lib/features/settings/branding';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { getDocumentLocale } from '../document-locale';
import { FAILURE_WORDS_ID } from './failure-copy';

export async function generateMetadata(): Promise<Metadata> {
  const { partnerName } = await brandingSetting.read();
  return { title: { default: partnerName, template: `%s · ${partnerName.replaceAll('%', '')}` } };
}

/**
 * Sets the partner's accent here because the layout stays between pages: a style added later would carry the nonce of a
 * later response, which the document's policy rejects.
 */
export default async function SelfServeLayout({ children }: { readonly children: ReactNode }) {
  const { accent } = await brandingSetting.read();
  const text = sentences(await getDocumentLocale());
  const nonce = (await headers()).get('x-portal-nonce') ?? undefined;
  return (
    <>
      <style nonce={nonce}>{toAccentStyle(accent)}</style>
      <span
        hidden
        id={FAILURE_WORDS_ID}
        data-title={text.problemPortal}
        data-retry={text.problemRetry}
        data-reference={text.problemReference}
      />
      {children}
    </>
  );
}

/**
 * White text is readable on every accent that the settings accept. Accent-coloured text is mixed with the text colour.
 */
function toAccentStyle(accent: string): string {
  const ink = (share: number) => `--color-accent-ink:color-mix(in srgb,${accent} ${share}%,var(--color-ink))`;
  return (
    `:root{--color-accent:${accent};--color-accent-strong:color-mix(in srgb,${accent},#000 18%);${ink(70)}}` +
    `@media(prefers-color-scheme:dark){:root{${ink(30)}}}`
  );
}
