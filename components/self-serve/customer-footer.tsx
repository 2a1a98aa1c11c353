import { Filled } from '@/components/ui/filled';
import type { Branding } from '@/lib/features/settings/branding.rules';
import type { Sentences } from '@/lib/platform/i18n/catalogue';
import type { FormToken } from './form-token-field';
import { LanguageForm } from './language-form';

interface CustomerFooterProps {
  readonly branding: Pick<Branding, 'supportEmail' | 'privacyUrl' | 'termsUrl'>;
  readonly formToken: FormToken;
  readonly text: Sentences;
  readonly returnTo: string;
}

export function CustomerFooter({ branding, formToken, text, returnTo }: CustomerFooterProps) {
  const { supportEmail, privacyUrl, termsUrl } = branding;
  const links = [
    { label: text.privacy, href: privacyUrl },
    { label: text.terms, href: termsUrl },
  ];
  return (
    <div className="grid gap-3 border-t border-line pt-4">
      {supportEmail !== null && (
        <p>
          <Filled
            sentence={text.supportAt}
            marks={{
              contact: (
                <a
                  href={`mailto:${encodeURIComponent(supportEmail).replace('%40', '@')}`}
                  className="link wrap-anywhere"
                >
                  {supportEmail}
                </a>
              ),
            }}
          />
        </p>
      )}
      <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3">
        <LanguageForm formToken={formToken} text={text} returnTo={returnTo} />
        <div className="flex flex-wrap gap-4">
          {links.map(
            ({ label, href }) =>
              href !== null && (
                <a key={label} href={href} rel="noopener" className="link inline-flex min-h-6 items-center">
                  {label}
                </a>
              ),
          )}
        </div>
      </div>
    </div>
  );
}
