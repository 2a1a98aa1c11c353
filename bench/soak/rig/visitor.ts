/**
 * A member of staff without a browser: signs in, reads pages, presses forms the way a browser without scripts does.
 * Knows the portal by its pages and endpoints only.
 */
import http from 'node:http';
import { type EventStream, type HttpAnswer, openEvents, tryHttp } from './http-client';

export interface Door {
  /** Where this portal listens, `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The public address; what browsers send as Host and Origin. */
  readonly appUrl: string;
}

export type FormFields = Readonly<Record<string, string>>;

export class Visitor {
  readonly #agent = new http.Agent({ keepAlive: false });
  #cookies: Readonly<Record<string, string>>;

  private constructor(cookies: Readonly<Record<string, string>>) {
    this.#cookies = cookies;
  }

  static async signIn(
    door: Door,
    credentials: { readonly email: string; readonly password: string },
  ): Promise<Visitor> {
    const visitor = new Visitor({});
    const csrf = await visitor.get(door, '/api/auth/csrf');
    const csrfToken = String((JSON.parse(csrf.text) as Record<string, unknown>).csrfToken);
    const answer = await visitor.#send(door, '/api/auth/callback/credentials', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: door.appUrl },
      body: new URLSearchParams({ csrfToken, ...credentials, json: 'true' }).toString(),
    });
    if (answer === null || visitor.#cookies['portal-session'] === undefined)
      throw new Error(`Signing in failed: ${answer?.status} ${answer?.text.slice(0, 300)}`);
    return visitor;
  }

  async get(door: Door, path: string): Promise<HttpAnswer> {
    const answer = await this.tryGet(door, path);
    if (answer === null) throw new Error(`GET ${path} got no answer`);
    return answer;
  }

  tryGet(door: Door, path: string, timeoutMs?: number): Promise<HttpAnswer | null> {
    return this.#send(door, path, { ...(timeoutMs !== undefined && { timeoutMs }) });
  }

  async getJson(door: Door, path: string): Promise<unknown> {
    const answer = await this.get(door, path);
    if (answer.status !== 200) throw new Error(`GET ${path} answered ${answer.status}`);
    return JSON.parse(answer.text);
  }

  openEvents(door: Door): Promise<EventStream> {
    return openEvents(`${door.url}/api/events`, this.#headers(door));
  }

  /** Reads the form of a page whose button has this label; its hidden fields are what the press will send along. */
  async readForm(door: Door, path: string, label: RegExp): Promise<FormFields> {
    const page = await this.get(door, path);
    const forms = page.text.match(/<form\b.*?<\/form>/gs) ?? [];
    const form = forms.find((text) => text.includes('$ACTION_') && label.test(text.replaceAll(/<[^>]*>/g, '')));
    if (form === undefined) throw new Error(`GET ${path} answered ${page.status} without the form “${label.source}”`);
    const hidden = form.match(/<input\b[^>]*type="hidden"[^>]*>/g) ?? [];
    return Object.fromEntries(hidden.map((input) => [attribute(input, 'name'), attribute(input, 'value')]));
  }

  /** Sends a form; null when the connection broke before the answer was complete. */
  press(door: Door, path: string, fields: FormFields, timeoutMs = 60_000): Promise<HttpAnswer | null> {
    const boundary = 'a-boundary-that-occurs-nowhere';
    const parts = Object.entries(fields).map(
      ([name, value]) => `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    return this.#send(door, path, {
      method: 'POST',
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, origin: door.appUrl },
      body: `${parts.join('')}--${boundary}--\r\n`,
      timeoutMs,
    });
  }

  async #send(door: Door, path: string, call: Parameters<typeof tryHttp>[1] = {}): Promise<HttpAnswer | null> {
    const answer = await tryHttp(`${door.url}${path}`, {
      ...call,
      headers: { ...this.#headers(door), ...call.headers },
      agent: this.#agent,
    });
    for (const line of answer?.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies = { ...this.#cookies, [name]: value };
    }
    return answer;
  }

  #headers(door: Door): Record<string, string> {
    const cookie = Object.entries(this.#cookies).map(([name, value]) => `${name}=${value}`);
    return { host: new URL(door.appUrl).host, ...(cookie.length > 0 && { cookie: cookie.join('; ') }) };
  }
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

/** The status of an address that needs no session; null for no answer. */
export async function statusOf(url: string, timeoutMs = 10_000): Promise<number | null> {
  return (await tryHttp(url, { timeoutMs }))?.status ?? null;
}
