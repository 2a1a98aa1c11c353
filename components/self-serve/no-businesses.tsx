import { Filled } from '@/components/ui/filled';
import type { Branding } from '@/lib/features/settings/branding.rules';
import { fill, type Sentences } from '@/lib/platform/i18n/catalogue';
import { buttonClass } from '../ui/button-class';

interface NoBusinessesProps {
  /**
   * Whether the partner's own product sent the user here: then "ask the partner for an invite" would lead in a circle.
   */
  readonly isHandedOver: boolean;
  readonly branding: Pick<Branding, 'partnerName' | 'supportEmail'>;
  readonly text: Sentences;
}

/** For a signed-in user without access to any business: why, and the way back. */
export function NoBusinesses({ isHandedOver, branding, text }: NoBusinessesProps) {
  const { partnerName, supportEmail } = branding;
  const partner = { partner: partnerName };
  if (!isHandedOver)
    return (
      <>
        <h1 className="text-xl font-semibold">{text.businessesTitle}</h1>
        <p className="text-muted">{fill(text.businessesNone, partner)}</p>
      </>
    );
  return (
    <>
      <h1 className="text-xl font-semibold">{text.notSetUpTitle}</h1>
      <p>{fill(text.notSetUpText, partner)}</p>
      {supportEmail !== null && (
        <p>
          <Filled
            sentence={text.notSetUpContact}
            marks={{
              partner: <bdi>{partnerName}</bdi>,
              contact: (
                <a href={`mailto:${supportEmail}`} className="link wrap-anywhere">
                  {supportEmail}
                </a>
              ),
            }}
          />
        </p>
      )}
      <p>
        <a href="/onboarding" className={buttonClass({ variant: 'secondary' })}>
          {text.notSetUpAgain}
        </a>
      </p>
    </>
  );
}
