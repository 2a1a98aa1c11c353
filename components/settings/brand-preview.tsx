import { Brand } from '@/components/ui/brand';

/** Texts of the customer pages, in which `{partner}` and `{contact}` are filled in here. */
export interface PreviewTexts {
  readonly title: string;
  readonly intro: string;
  readonly button: string;
  readonly support: string;
  readonly privacy: string;
  readonly terms: string;
}

interface BrandPreviewProps {
  readonly texts: PreviewTexts;
  readonly logo: string | null;
  readonly draft: Readonly<Record<'partnerName' | 'accent' | 'supportEmail' | 'privacyUrl' | 'termsUrl', string>>;
}

/** Preview of an invite's page. Nothing in it is interactive. */
export function BrandPreview({ texts, logo, draft }: BrandPreviewProps) {
  const footer = [
    draft.supportEmail && texts.support.replace('{contact}', () => draft.supportEmail),
    draft.privacyUrl && texts.privacy,
    draft.termsUrl && texts.terms,
  ].filter((part) => part !== '');
  return (
    <figure className="grid content-start gap-2">
      <figcaption className="font-medium">Preview of an invite’s page</figcaption>
      <div className="grid gap-4 rounded-lg border border-line bg-canvas p-6 text-base">
        <Brand name={draft.partnerName} logo={logo} accent={draft.accent} />
        <div className="grid gap-2">
          <p className="text-lg font-semibold">{texts.title}</p>
          <p className="text-muted wrap-anywhere">{texts.intro.replace('{partner}', () => draft.partnerName)}</p>
        </div>
        <span className="relative grid justify-self-start">
          {/* SVG `fill`, because the page's CSP forbids inline styles. */}
          <svg className="absolute size-full" aria-hidden="true">
            <rect width="100%" height="100%" rx="6" fill={draft.accent} />
          </svg>
          <span className="relative px-4 py-2 font-medium text-[#fff]">{texts.button}</span>
        </span>
        {footer.length > 0 && <p className="text-xs text-muted wrap-anywhere">{footer.join(' · ')}</p>}
      </div>
    </figure>
  );
}
