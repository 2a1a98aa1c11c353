/** A browser without scripts for the hosted form: keeps cookies, follows redirects of the form, reads fields and errors. */
import { createdId, link } from './client';

export interface FormPage {
  status: number;
  /** Where it ended up, as a path of the emulator, or the whole address elsewhere. */
  at: string;
  html: string;
  headers: Headers;
}

export type Fields = Readonly<Record<string, string | readonly string[] | File>>;

export class FormBrowser {
  readonly base: string;
  readonly #cookies = new Map<string, string>();
  #csrf = '';

  constructor(base: string) {
    this.base = base;
  }

  get cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  /** A new customer and a link of theirs, opened. */
  static async open(base: string, options: { redirectUrl?: string | null; locale?: string } = {}) {
    const customerId = await createdId(base);
    const browser = new FormBrowser(base);
    const page = await browser.openLink(customerId, options);
    return { browser, customerId, page };
  }

  async openLink(
    customerId: string,
    options: { redirectUrl?: string | null; locale?: string } = {},
  ): Promise<FormPage> {
    return this.get(await linkPath(this.base, customerId, options));
  }

  get(path: string): Promise<FormPage> {
    return this.#fetch(path, {});
  }

  /** Sends the form of the page seen last; `csrf: null` leaves the token out. */
  async post(path: string, fields: Fields, options: { csrf?: string | null; origin?: string } = {}): Promise<FormPage> {
    const body = new FormData();
    const csrf = options.csrf === undefined ? this.#csrf : options.csrf;
    if (csrf !== null) body.set('_csrf', csrf);
    for (const [name, value] of Object.entries(fields)) {
      for (const part of Array.isArray(value) ? value : [value]) body.append(name, part);
    }
    return this.#fetch(path, { method: 'POST', body, headers: { origin: options.origin ?? this.base } });
  }

  async #fetch(path: string, init: RequestInit): Promise<FormPage> {
    const response = await fetch(`${this.base}${path}`, {
      ...init,
      headers: { ...init.headers, cookie: this.cookieHeader },
      redirect: 'manual',
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      this.#cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1));
    }
    const html = await response.text();
    const location = response.headers.get('location');
    if (location?.startsWith('/onboarding')) return this.get(location);
    this.#csrf = /name="_csrf" value="([^"]*)"/.exec(html)?.[1] ?? this.#csrf;
    return { status: response.status, at: location ?? path, html, headers: response.headers };
  }
}

export async function linkPath(
  base: string,
  customerId: string,
  {
    redirectUrl = 'https://portal.example/onboarding/return?state=a%20b&x=1',
    locale,
  }: { redirectUrl?: string | null; locale?: string } = {},
): Promise<string> {
  const body = { ...(redirectUrl === null ? {} : { redirect_url: redirectUrl }), ...(locale ? { locale } : {}) };
  const { json } = await link(base, customerId, body);
  const url = new URL(json.onboarding_url);
  return url.pathname + url.search;
}

/** The fields that the error summary points at. */
export function errorsOf({ html }: FormPage): string[] {
  const summary = /<div class="notice bad" role="alert"[\s\S]*?<\/div>/.exec(html)?.[0] ?? '';
  return [...summary.matchAll(/href="#([^"]*)"/g)].map(([, field = '']) => field);
}

/** The value of a text field, text area, or the chosen option of a select. */
export function fieldValue({ html }: FormPage, id: string): string | null {
  const escaped = id.replaceAll('.', '\\.');
  const input = new RegExp(`<input[^>]*\\bid="${escaped}"[^>]*>`).exec(html)?.[0];
  if (input !== undefined) return /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '';
  const select = new RegExp(`<select[^>]*\\bid="${escaped}"[\\s\\S]*?</select>`).exec(html)?.[0];
  if (select !== undefined) return /<option value="([^"]*)" selected/.exec(select)?.[1] ?? '';
  return new RegExp(`<textarea[^>]*\\bid="${escaped}"[^>]*>([^<]*)</textarea>`).exec(html)?.[1] ?? null;
}

export function titleOf({ html }: FormPage): string {
  return /<h1>([^<]*)<\/h1>/.exec(html)?.[1] ?? '';
}

export const COMPANY = {
  legalName: 'Acme Ltd',
  businessType: 'llc',
  registrationNumber: 'HRB 1234',
  dateOfIncorporation: '2015-05-01',
  incorporationCountry: 'DEU',
  taxId: 'DE-12.34/5',
  website: 'www.acme.example',
  description: 'Sells things.',
};

export const ADDRESSES = {
  'registered.streetLine1': 'Main St 1',
  'registered.city': 'Berlin',
  'registered.state': 'Berlin',
  'registered.postalCode': '10115',
  'registered.country': 'DEU',
  isPhysicalSame: 'yes',
};

export const PERSON = {
  firstName: 'Ada',
  lastName: 'Lovelace',
  email: 'ada@acme.example',
  birthDate: '1985-12-10',
  nationality: 'GBR',
  ownershipPercent: '60',
  roles: ['owner', 'director'],
};

export function pdf(name = 'certificate.pdf', sizeBytes = 100): File {
  const content = new Uint8Array(sizeBytes);
  content.set(Buffer.from('%PDF-1.7'));
  return new File([content], name, { type: 'application/pdf' });
}

/** Everything but the terms. */
export async function fillForm(browser: FormBrowser): Promise<FormPage> {
  await browser.get('/onboarding/company');
  await browser.post('/onboarding/company', COMPANY);
  await browser.post('/onboarding/addresses', ADDRESSES);
  await browser.get('/onboarding/persons/new');
  await browser.post('/onboarding/persons/new', PERSON);
  await browser.get('/onboarding/documents');
  return browser.post('/onboarding/documents', {
    'file.certificate_of_incorporation': pdf('certificate.pdf'),
    'file.proof_of_address': pdf('bill.pdf'),
  });
}

export async function submitForm(browser: FormBrowser): Promise<FormPage> {
  await fillForm(browser);
  await browser.get('/onboarding/terms');
  return browser.post('/onboarding/terms', { isAccepted: 'yes', signedName: 'Ada Lovelace' });
}
