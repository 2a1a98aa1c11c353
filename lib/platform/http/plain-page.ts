import 'server-only';

interface PlainPage {
  readonly title: string;
  /** Fixed text: it repeats nothing from the request. */
  readonly text: string;
  readonly link: { readonly href: string; readonly label: string };
}

/** A page without styles and scripts, where a handler has to say something to a person. */
export function plainPage({ title, text, link }: PlainPage): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${link.href}">${link.label}</a></p>
</main>
</body>
</html>
`;
}
