/**
 * The emulator over HTTP: its imitated API with signed requests, and its control API. What tests assert about
 * upstream (how many customers, how many links) they read here and not from the portal.
 */
import { randomUUID } from 'node:crypto';
import { expect } from 'playwright/test';
import type { EmulatorAddress } from './environment';
import { signedHeaders } from './signing';

export interface UpstreamCustomer {
  readonly customer_id: string;
  readonly email: string;
  readonly status: string;
}

/** A customer as the emulator's control API tells it. */
export interface KnownCustomer {
  readonly id: string;
  readonly email: string;
  readonly status: string;
}

export interface EmulatorLink {
  readonly customerId: string;
  readonly exchangedAt: string | null;
}

export interface CaughtMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | null;
  readonly headers: Readonly<Record<string, string>>;
}

export interface JournalledRequest {
  readonly id: number;
  readonly method: string;
  readonly path: string;
  readonly auth: string;
}

export interface FlaggedIssues {
  readonly company_issues?: { company_name?: string; reject_reason?: string; description: string } | null;
  readonly associated_person_issues?: readonly {
    associated_person_id: string;
    name?: string;
    reject_reason?: string;
    description: string;
  }[];
}

export class Emulator {
  constructor(readonly address: EmulatorAddress) {}

  async createCustomer(body: Readonly<Record<string, string>>): Promise<UpstreamCustomer> {
    return this.#signed('POST', '/v1/customers/lightweight', {
      body: { customer_type: 'Business', ...body },
      headers: { 'Idempotency-Key': randomUUID() },
    });
  }

  async countCustomers(): Promise<number> {
    return (await this.#control<{ total: number }>('GET', '/customers?limit=1')).total;
  }

  /** Made-up customers in all statuses. */
  async seed(customers: number): Promise<void> {
    await this.#control('POST', '/seed', { customers });
  }

  /** All customers upstream knows with this address: must never be more than one. */
  async findByEmail(email: string): Promise<readonly KnownCustomer[]> {
    const search = encodeURIComponent(email);
    return (await this.#control<{ customers: KnownCustomer[] }>('GET', `/customers?search=${search}`)).customers;
  }

  /** The one customer with this address. */
  async requireByEmail(email: string): Promise<KnownCustomer> {
    const [customer, ...others] = await this.findByEmail(email);
    if (customer === undefined || others.length > 0)
      throw new Error(`Upstream has ${others.length + (customer ? 1 : 0)} customers with the address ${email}.`);
    return customer;
  }

  /** What 1Money's reviewer would do. */
  async setStatus(customerId: string, status: string, reviewIssues?: FlaggedIssues): Promise<void> {
    await this.#control('POST', `/customers/${customerId}/status`, { status, review_issues: reviewIssues });
  }

  /** Fills in the rest of the form and submits it, as the customer would. */
  async submitForm(customerId: string): Promise<void> {
    await this.#control('POST', `/customers/${customerId}/submit`);
  }

  /** Every onboarding link ever created for the customer. */
  async links(customerId: string): Promise<readonly EmulatorLink[]> {
    return (await this.#control<{ links: EmulatorLink[] }>('GET', `/links?customer_id=${customerId}`)).links;
  }

  /** Sends every webhook about the customer once more, as 1Money does when it did not hear our answer. */
  async redeliverWebhooks(customerId: string): Promise<void> {
    const path = `/deliveries?customer_id=${customerId}`;
    const list = async () =>
      (await this.#control<{ deliveries: { id: string; state: string }[] }>('GET', path)).deliveries;
    // One that is under way would be settled by the answer to its first attempt, and not sent once more.
    await expect.poll(async () => (await list()).every(({ state }) => state === 'delivered')).toBe(true);
    for (const { id } of await list()) await this.#control('POST', `/deliveries/${id}/redeliver`);
  }

  /** Every mail to this address, oldest first. */
  async mails(to: string): Promise<readonly CaughtMail[]> {
    return (await this.#control<{ mails: CaughtMail[] }>('GET', `/mail?to=${encodeURIComponent(to)}`)).mails;
  }

  /** How its mail server behaves from now on: for everybody who uses this emulator. */
  async setMailBehaviour(behaviour: { bounce?: readonly string[] }): Promise<void> {
    await this.#control('POST', '/mail/behaviour', behaviour);
  }

  /** What the portal asked upstream about the customer since a request with this number. */
  async requests(customerId: string): Promise<readonly JournalledRequest[]> {
    const path = `/requests?customer_id=${customerId}`;
    return (await this.#control<{ requests: JournalledRequest[] }>('GET', path)).requests;
  }

  /** Makes the next matching requests to the imitated API fail in the way named. */
  async addFault(fault: string, match: { method?: string; path?: string }, times = 1): Promise<void> {
    await this.#control('POST', '/faults', { match, fault, times });
  }

  /** From now on 1Money behaves. */
  async clearFaults(): Promise<void> {
    await this.#control('DELETE', '/faults');
  }

  async #signed<T>(
    method: string,
    path: string,
    options: { body?: unknown; query?: string; headers?: Record<string, string> } = {},
  ): Promise<T> {
    const body = options.body === undefined ? '' : JSON.stringify(options.body);
    const answer = await fetch(`${this.address.url}${path}${options.query ?? ''}`, {
      method,
      headers: {
        ...signedHeaders(this.address, { method, path, body, at: new Date() }),
        ...(body === '' ? {} : { 'Content-Type': 'application/json' }),
        ...options.headers,
      },
      ...(body === '' ? {} : { body }),
    });
    return parseAnswer<T>(answer, `${method} ${path}`);
  }

  async #control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.address.url}/__emulator${path}`, {
      method,
      ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return parseAnswer<T>(answer, `${method} /__emulator${path}`);
  }
}

async function parseAnswer<T>(answer: Response, what: string): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${what} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text === '' ? 'null' : text) as T;
}
