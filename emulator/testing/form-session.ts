/** A person with a browser that knows no scripts: follows one link into the hosted form and saves steps of it. */
const HIDDEN_INPUT = /<input[^>]*type="hidden"[^>]*>/g;

export class FormSession {
  readonly #base: string;
  readonly #cookies: string;

  private constructor(base: string, cookies: string) {
    this.#base = base;
    this.#cookies = cookies;
  }

  /** Null when the link does not open the form. */
  static async open(base: string, token: string): Promise<FormSession | null> {
    const response = await fetch(`${base}/onboarding?grant=${token}`, { redirect: 'manual' });
    await response.body?.cancel();
    if (response.status !== 303) return null;
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    return new FormSession(base, cookies.join('; '));
  }

  /** Answers the status of the save, or null when the form was not shown. */
  async save(step: string, fields: Readonly<Record<string, string>>, intent = 'leave'): Promise<number | null> {
    const page = await fetch(`${this.#base}/onboarding/${step}`, {
      headers: { cookie: this.#cookies },
      redirect: 'manual',
    });
    const hidden = [...(await page.text()).matchAll(HIDDEN_INPUT)].map(([tag]) => [
      attribute(tag, 'name'),
      attribute(tag, 'value'),
    ]);
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields, intent });
    const headers = { cookie: this.#cookies, origin: this.#base };
    const saved = await fetch(`${this.#base}/onboarding/${step}`, {
      method: 'POST',
      headers,
      body,
      redirect: 'manual',
    });
    await saved.body?.cancel();
    return hidden.length === 0 ? null : saved.status;
  }
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
}
