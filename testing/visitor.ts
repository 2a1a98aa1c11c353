/**
 * A member of staff without a browser: signs in, reads pages, submits forms as a browser without scripts does. Knows
 * the portal by its pages and endpoints only.
 */
import http from 'node:http';
import { type FormFields, formFields } from './html-form';
import { type EventStream, type HttpCall, type HttpResponse, multipart, openEvents, tryHttp } from './http';
import { until } from './wait';

export interface Target {
  /** Where this portal listens, `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** The public address; what browsers send as Host and Origin. */
  readonly appUrl: string;
}

export class Visitor {
  readonly #agent = new http.Agent({ keepAlive: false });
  #cookies: Readonly<Record<string, string>>;

  private constructor(cookies: Readonly<Record<string, string>>) {
    this.#cookies = cookies;
  }

  static async signIn(
    target: Target,
    credentials: { readonly email: string; readonly password: string },
  ): Promise<Visitor> {
    const visitor = new Visitor({});
    // A portal that has just started may not know its database yet, and asks to come again.
    const response = await until('signing in is answered', async () => {
      const page = await visitor.get(target, '/sign-in');
      if (page.status === 503) return null;
      const form = formFields(page.text, /Sign in/);
      const answered = await visitor.press(target, '/sign-in', { ...form, ...credentials });
      return answered?.status === 503 ? null : answered;
    });
    if (visitor.#cookies['portal-session'] === undefined)
      throw new Error(`Signing in failed: ${response.status} ${response.text.slice(0, 300)}`);
    return visitor;
  }

  async get(target: Target, path: string): Promise<HttpResponse> {
    const reply = await this.tryGet(target, path);
    if (reply === null) throw new Error(`GET ${path} got no answer`);
    return reply;
  }

  tryGet(target: Target, path: string, timeoutMs?: number): Promise<HttpResponse | null> {
    return this.#send(target, path, { ...(timeoutMs !== undefined && { timeoutMs }) });
  }

  async getJson(target: Target, path: string): Promise<unknown> {
    const reply = await this.get(target, path);
    if (reply.status !== 200) throw new Error(`GET ${path} answered ${reply.status}`);
    return JSON.parse(reply.text);
  }

  openEvents(target: Target): Promise<EventStream> {
    return openEvents(`${target.url}/api/events`, this.#headers(target));
  }

  /** Reads the form of a page whose button has this label, with its hidden fields. */
  async readForm(target: Target, path: string, label: RegExp): Promise<FormFields> {
    const page = await this.get(target, path);
    return formFields(page.text, label);
  }

  /** Sends a form; null when the connection broke before the answer was complete. */
  press(target: Target, path: string, fields: FormFields, timeoutMs?: number): Promise<HttpResponse | null> {
    const { headers, body } = multipart(Object.entries(fields));
    return this.#send(target, path, {
      method: 'POST',
      headers: { ...headers, origin: target.appUrl },
      ...(body !== undefined && { body }),
      ...(timeoutMs !== undefined && { timeoutMs }),
    });
  }

  async #send(target: Target, path: string, call: HttpCall = {}): Promise<HttpResponse | null> {
    const reply = await tryHttp(`${target.url}${path}`, {
      ...call,
      headers: { ...this.#headers(target), ...call.headers },
      agent: this.#agent,
    });
    for (const line of reply?.headers['set-cookie'] ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.#cookies = { ...this.#cookies, [name]: value };
    }
    return reply;
  }

  #headers(target: Target): Record<string, string> {
    const cookie = Object.entries(this.#cookies).map(([name, value]) => `${name}=${value}`);
    return { host: new URL(target.appUrl).host, ...(cookie.length > 0 && { cookie: cookie.join('; ') }) };
  }
}

/** The status of an address that needs no session; null for no answer. */
export async function statusOf(url: string, timeoutMs?: number): Promise<number | null> {
  return (await tryHttp(url, timeoutMs === undefined ? {} : { timeoutMs }))?.status ?? null;
}
