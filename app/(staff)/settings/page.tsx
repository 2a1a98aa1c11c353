import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BrandingForm } from '@/components/settings/branding-form';
import { SettingsTabs } from '@/components/settings/settings-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { changeBrandingAction } from '@/lib/features/settings/actions';
import { brandingSetting } from '@/lib/features/settings/branding';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';
import { fill, sentences } from '@/lib/platform/i18n/catalogue';
import { DEFAULT_LOCALE } from '@/lib/platform/i18n/locales';

export const metadata: Metadata = { title: 'Settings' };

/** Not found unless admin. */
export default async function SettingsPage() {
  const scope = await requireScope('/settings');
  if (!can(scope.role, 'change_settings')) notFound();
  return (
    <>
      <PageHeader title="Settings">Each change stands in the activity with its old and its new value.</PageHeader>
      <SettingsTabs current="/settings" />
      <Panel title="Branding">
        <BrandingForm action={changeBrandingAction} branding={await brandingSetting.read()} texts={previewTexts()} />
      </Panel>
    </>
  );
}

/** The whole catalogue would be larger than the page. */
function previewTexts() {
  const text = sentences(DEFAULT_LOCALE);
  return {
    title: text.inviteTitle,
    intro: fill(text.inviteIntro, { business: 'A…e L…d' }),
    button: text.inviteOpenForm,
    support: text.supportAt,
    privacy: text.privacy,
    terms: text.terms,
  };
}
