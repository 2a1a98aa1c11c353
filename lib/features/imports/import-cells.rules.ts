/** What a cell of a file says, without what programs put around it. Pure. */
import { normalizeEmail } from '@/lib/platform/input/email-address';

/**
 * An export like ours puts an apostrophe in front of text that a spreadsheet would run: it is removed again, so that an
 * exported file can be imported.
 */
const GUARD = /^'(?=[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20])/;

/**
 * Direction marks at an edge, which come along when a text is copied from a right-to-left sheet or page. There they
 * change nothing visible, and nobody could find and delete them in a thousand rows. Inside a name, and typed into a
 * form, they are rejected; embeddings, overrides and isolates always are.
 */
const EDGES = /^[\s\u200E\u200F\u061C]+|[\s\u200E\u200F\u061C]+$/g;

export function toCellText(cell: string): string {
  return cell.replace(EDGES, '').replace(GUARD, '');
}

const MAILTO = /^mailto:([^?]*)/i;
const NAMED = /^[^<>]*<([^<>]*)>$/;
const IN_APOSTROPHES = /^'(.*)'$/;

/** The address in `mailto:a@b.example`, `Ada <a@b.example>` or `'a@b.example'`, as links, mail programs and Outlook write it. */
export function toEmailCell(cell: string): string {
  const text = toCellText(cell);
  const [, inside = text] = NAMED.exec(text) ?? [];
  const [, quoted = inside] = IN_APOSTROPHES.exec(inside) ?? [];
  const [, link] = MAILTO.exec(quoted) ?? [];
  return normalizeEmail((link === undefined ? quoted : decoded(link)).replace(EDGES, ''));
}

/** Links have `%27` for an apostrophe. */
function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}
