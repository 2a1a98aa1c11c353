import type { Context } from 'hono';

/** The text fields of a posted form; files and repeated names play no part on the control pages. */
export async function readForm(c: Context): Promise<(name: string) => string> {
  const form = await c.req.formData().catch(() => new FormData());
  return (name) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.trim() : '';
  };
}

export function toPageNumber(text: string | undefined): number {
  return text !== undefined && /^\d{1,7}$/.test(text) ? Math.max(1, Number(text)) : 1;
}
