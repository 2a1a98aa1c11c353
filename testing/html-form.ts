/** Forms read from HTML, for clients without a browser. */
export type FormFields = Readonly<Record<string, string>>;

/** The hidden fields of the first form of a server action whose text matches; they say which action it is. */
export function formFields(html: string, label: RegExp): FormFields {
  const forms = html.match(/<form\b.*?<\/form>/gs) ?? [];
  const form = forms.find((text) => text.includes('$ACTION_') && label.test(text.replaceAll(/<[^>]*>/g, '')));
  if (form === undefined) throw new Error(`The page has no form “${label.source}”: ${html.slice(0, 300)}`);
  const hidden = form.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [];
  return Object.fromEntries(hidden.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
}

function attribute(tag: string, name: string): string {
  const text = new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
  return text
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
