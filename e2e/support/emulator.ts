/**
 * The emulator over HTTP: its imitated API with signed requests, and its control API. What tests assert about
 * upstream (how many customers, how many links) they read here and not from the portal.
 */
import { randomUUID } from 'node:crypto';
import type { EmulatorAddress } from './environment';
import { signedHeaders } from './signing';

export interface UpstreamCustomer {
  readonly customer_id: string;
  readonly email: string;
  readonly status: string;
}

export interface EmulatorLink {
  readonly customerId: string;
  readonly exchangedAt: unknown;
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

  async getCustomer(customerId: string): Promise<UpstreamCustomer> {
    return this.#signed('GET', `/v1/customers/${customerId}`);
  }

  async findByEmail(email: string): Promise<readonly UpstreamCustomer[]> {
    const { customers } = await this.#signed<{ customers: UpstreamCustomer[] }>('GET', '/v1/customers', {
      query: '?page=1&size=100',
    });
    return customers.filter((customer) => customer.email.toLowerCase() === email.toLowerCase());
  }

  /** What 1Money's reviewer would do. */
  async setStatus(customerId: string, status: string, reviewIssues?: FlaggedIssues): Promise<void> {
    await this.#control('POST', `/customers/${customerId}/status`, { status, review_issues: reviewIssues });
  }

  async links(customerId: string): Promise<readonly EmulatorLink[]> {
    const { links } = await this.#control<{ links: Array<Record<string, unknown>> }>('GET', '/links');
    return links
      .map((link) => ({
        customerId: String(link.customer_id ?? link.customerId),
        exchangedAt: link.exchanged_at ?? null,
      }))
      .filter((link) => link.customerId === customerId);
  }

  /** Makes the next matching requests to the imitated API fail in the way named. */
  async addFault(fault: string, match: { method?: string; path?: string }, times = 1): Promise<void> {
    await this.#control('POST', '/faults', { match, fault, times });
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
