import { getCustomerLocale } from '@/lib/platform/auth/customer-locale';
import { sentences } from '@/lib/platform/i18n/catalogue';
import { CustomerFrame } from '../customer-frame';

export default async function NotFound() {
  const locale = await getCustomerLocale();
  const text = sentences(locale);
  return (
    <CustomerFrame locale={locale} path="/onboarding">
      <title>{text.returnUnknown}</title>
      <h1 className="text-xl font-semibold">{text.returnUnknown}</h1>
      <p>
        <a href="/onboarding" className="link">
          {text.backToBusinesses}
        </a>
      </p>
    </CustomerFrame>
  );
}
