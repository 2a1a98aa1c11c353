/** The only place that decides where a `next` parameter may lead, and whether that is a page or a file. Pure. */

const HOME = '/customers';
const ANY_ORIGIN = 'http://portal.invalid';

/**
 * A path of ours, rebuilt after parsing, or home. Accepts strings up to 2,048 characters that start with one `/` and
 * hold no backslash or control character; anything else could lead people to another site.
 */
export function toSafePath(given: unknown): string {
  if (typeof given !== 'string' || given.length > 2048) return HOME;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point.
  if (!/^\/(?!\/)/.test(given) || /[\\\u0000-\u001f\u007f]/.test(given)) return HOME;
  if (!URL.canParse(given, ANY_ORIGIN)) return HOME;
  const url = new URL(given, ANY_ORIGIN);
  if (url.origin !== ANY_ORIGIN || url.pathname.startsWith('//')) return HOME;
  return `${url.pathname}${url.search}${url.hash}`;
}

/** Files lie directly below the page that offers them. */
const FILE = /^(\/(?:customers|activity)(?:\/.+)?)\/(?:export|results|data|template)$/;

/** The page that offers the file at this path, with the same filters; null if the path is no file. */
export function pageOfFile(path: string): string | null {
  const { pathname, searchParams } = new URL(path, ANY_ORIGIN);
  const page = FILE.exec(pathname)?.[1];
  if (page === undefined) return null;
  for (const name of ['format', 'customers']) searchParams.delete(name);
  return searchParams.size === 0 ? page : `${page}?${searchParams}`;
}
