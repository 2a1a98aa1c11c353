/**
 * Mails as plain text and HTML from the same parts. No image, no tracking, no remote anything; every value that comes
 * from people is escaped here and nowhere else.
 */
import 'server-only';
import { type Locale, textDirection } from '@/lib/platform/i18n/locales';

export interface MailParts {
  readonly locale: Locale;
  readonly subject: string;
  /** Of the button, under white text; `#rrggbb`. */
  readonly accent: string;
  /** In order; plain text, one paragraph each. */
  readonly paragraphs: readonly string[];
  /** A quoted message of a person, after the first paragraph's. */
  readonly quote?: { readonly title: string; readonly text: string } | undefined;
  readonly button?: { readonly label: string; readonly href: string } | undefined;
  /** Shown large, e.g. a code. */
  readonly code?: string | undefined;
  /** Small print; a line may end with a link. */
  readonly footer: readonly { readonly text: string; readonly href?: string }[];
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export function renderMail(parts: MailParts): RenderedMail {
  return { subject: oneLine(parts.subject), text: toText(parts), html: toHtml(parts) };
}

/** Line breaks in a header would let a name add headers of its own. */
function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return [...line].slice(0, 200).join('').toWellFormed();
}

function toText({ paragraphs, quote, button, code, footer }: MailParts): string {
  const blocks = [
    ...paragraphs,
    ...(code ? [code] : []),
    ...(quote ? [`${quote.title}\n${quote.text.replace(/^/gm, '> ')}`] : []),
    ...(button ? [`${button.label}:\n${button.href}`] : []),
    '--',
    ...footer.map(({ text, href }) => (href ? `${text}\n${href}` : text)),
  ];
  return `${blocks.join('\n\n')}\n`;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

const FONT = "font-family:system-ui,-apple-system,'Segoe UI',Roboto,sans-serif";

function toHtml(parts: MailParts): string {
  const { locale, subject, accent, paragraphs, quote, button, code, footer } = parts;
  const paragraph = (text: string) => `<p style="margin:0 0 16px">${escapeHtml(text)}</p>`;
  const body = [
    ...paragraphs.map(paragraph),
    code ? `<p style="margin:0 0 16px;font-size:28px;letter-spacing:4px;font-weight:700">${escapeHtml(code)}</p>` : '',
    quote
      ? `<p style="margin:0 0 4px;font-weight:600">${escapeHtml(quote.title)}</p>` +
        `<blockquote dir="auto" style="margin:0 0 16px;padding:0 12px;border-inline-start:3px solid #9aa3b2;white-space:pre-line">${escapeHtml(quote.text)}</blockquote>`
      : '',
    button
      ? `<p style="margin:24px 0"><a href="${escapeHtml(button.href)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:${escapeHtml(accent)};color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(button.label)}</a></p>` +
        `<p style="margin:0 0 16px;font-size:13px;word-break:break-all"><a href="${escapeHtml(button.href)}">${escapeHtml(button.href)}</a></p>`
      : '',
    '<hr style="border:0;border-top:1px solid #d5d9e0;margin:24px 0 12px">',
    ...footer.map(({ text, href }) => {
      const link = href ? ` <a href="${escapeHtml(href)}">${escapeHtml(href)}</a>` : '';
      return `<p style="margin:0 0 8px;font-size:12px;word-break:break-word">${escapeHtml(text)}${link}</p>`;
    }),
  ].join('\n');
  return `<!doctype html>
<html lang="${locale}" dir="${textDirection(locale)}">
<head><meta charset="utf-8"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px;${FONT};font-size:16px;line-height:1.5">
<div style="max-width:560px;margin:0 auto">
${body}
</div>
</body>
</html>
`;
}
