import type { Context } from 'hono';

/** The text of a field, empty when it was not sent. */
export type FormText = (name: string) => string;

/** The text fields of a posted form; files and repeated names play no part on the control pages. */
export async function readForm(c: Context): Promise<FormText> {
  const form = await c.req.formData().catch(() => new FormData());
  return (name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}

export function toPageNumber(text: string | undefined): number {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Math.max(1, Number(text)) : 1;
}
