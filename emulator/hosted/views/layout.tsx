/** @jsxImportSource hono/jsx */
import { raw } from 'hono/html';
import type { Child, FC } from 'hono/jsx';
import { LOCALES, type Locale, type Messages, messagesFor } from '../i18n/catalogue';
import { ICON_PATH, stylesheetHref } from '../stylesheet';

interface DocumentProps {
  locale: string;
  title: string;
  children?: Child;
}

/** The outermost HTML of every emulator page. */
export const HtmlDocument: FC<DocumentProps> = ({ locale, title, children }) => (
  <>
    {/* Without it browsers fall back to the layout rules of the nineties. */}
    {raw('<!DOCTYPE html>')}
    <html lang={locale}>
      {/* biome-ignore lint/style/noHeadElement: plain server-rendered HTML, not a Next.js page */}
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{title}</title>
        <link rel="icon" type="image/svg+xml" href={ICON_PATH} />
        <link rel="stylesheet" href={stylesheetHref} />
      </head>
      <body>{children}</body>
    </html>
  </>
);

export const STEP_FORM_ID = 'step-form';

interface FormLayoutProps {
  locale: Locale;
  t: Messages;
  title: string;
  /** Shown beside the main column; its presence also means there is a step form to save. */
  progress?: Child;
  children?: Child;
}

export const FormLayout: FC<FormLayoutProps> = ({ locale, t, title, progress, children }) => (
  <HtmlDocument locale={locale} title={`${title} – ${t.productName}`}>
    <a class="skip" href="#main">
      {t.skipToContent}
    </a>
    <aside class="banner" aria-label={t.banner}>
      <strong>{t.banner}</strong> <span>{t.bannerDetail}</span>
    </aside>
    <header class="form-header">
      {/* biome-ignore lint/performance/noImgElement: plain server-rendered HTML, not a Next.js page */}
      <img class="mark" src={ICON_PATH} alt="" width="32" height="32" />
      <span>{t.productName}</span>
    </header>
    <div class={progress ? 'form-body with-progress' : 'form-body'}>
      {progress}
      <main id="main" tabindex={-1} class={progress ? 'form-main' : 'form-main form-alone'}>
        {children}
      </main>
    </div>
    {progress ? <LanguageSwitch locale={locale} t={t} /> : null}
  </HtmlDocument>
);

/**
 * Belongs to the step form by its `form` attribute, so that switching saves what was typed. It comes after the form:
 * the Enter key activates a form's first button in document order, and that must stay "continue".
 */
const LanguageSwitch: FC<{ locale: Locale; t: Messages }> = ({ locale, t }) => (
  <footer class="form-footer">
    <div>
      <label for="language" class="small">
        {t.language}
      </label>
      <select class="input" id="language" name="language" form={STEP_FORM_ID}>
        {LOCALES.map((code) => (
          <option key={code} value={code} lang={code} selected={code === locale}>
            {messagesFor(code).languageName}
          </option>
        ))}
      </select>
      <button class="button compact" type="submit" form={STEP_FORM_ID} name="intent" value="language">
        {t.buttons.changeLanguage}
      </button>
    </div>
  </footer>
);
