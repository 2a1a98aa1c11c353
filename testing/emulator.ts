/**
 * The emulator over HTTP: its control API, its journal, and its imitated API with signed requests. What tests assert
 * about upstream (how many customers, how many links) they read here and not from the portal.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { signedHeaders } from './signing';
import type { EmulatorAddress } from './start-emulator';
import { until } from './wait';

const customerSchema = z.object({
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  companyName: z.string().nullable(),
  status: z.string(),
  idempotencyKey: z.string(),
});
const customersSchema = z.object({ customers: z.array(customerSchema), total: z.number() });
const linkSchema = z.object({
  token: z.string(),
  customerId: z.string(),
  redirectUrl: z.string().nullable(),
  exchangedAt: z.string().nullable(),
});
const mailSchema = z.object({
  id: z.number(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
});
const requestSchema = z.object({
  id: z.number(),
  method: z.string(),
  path: z.string(),
  query: z.string(),
  idempotencyKey: z.string().nullable(),
  body: z.string(),
  auth: z.string(),
  fault: z.string().nullable(),
  answer: z.object({ status: z.number(), body: z.string() }).nullable(),
});
const deliverySchema = z.object({ id: z.string(), state: z.string() });

export type EmulatorCustomer = z.infer<typeof customerSchema>;
/** A mail that the emulator's SMTP catcher took. */
export type CaughtMail = z.infer<typeof mailSchema>;

export interface MailBehaviour {
  readonly mode?: 'accept' | 'refuse' | 'busy' | 'hang' | 'drop_after_accept';
  readonly bounce?: readonly string[];
}

export interface FaultOrder {
  readonly method?: string;
  readonly path?: string;
  readonly fault: string;
  readonly times?: number;
  readonly skip?: number;
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
  /** The address as a function where it is known only when the tests run. */
  constructor(private readonly addressOf: () => EmulatorAddress) {}

  get address(): EmulatorAddress {
    return this.addressOf();
  }

  /** Forgets everything: customers, links, mails, faults, settings, journal. */
  reset(): Promise<unknown> {
    return this.control('POST', '/reset');
  }

  settings(change: Readonly<Record<string, unknown>>): Promise<unknown> {
    return this.control('PATCH', '/settings', change);
  }

  /** Makes the next matching requests to the imitated API fail in the way named. */
  addFault({ method, path, ...fault }: FaultOrder): Promise<unknown> {
    return this.control('POST', '/faults', { match: { method, path }, ...fault });
  }

  clearFaults(): Promise<unknown> {
    return this.control('DELETE', '/faults');
  }

  /** What 1Money's reviewer would do. */
  setStatus(customerId: string, status: string, reviewIssues?: FlaggedIssues): Promise<unknown> {
    return this.control('POST', `/customers/${customerId}/status`, { status, review_issues: reviewIssues });
  }

  /** Fills in the rest of the form and submits it, as the customer would. */
  submitForm(customerId: string): Promise<unknown> {
    return this.control('POST', `/customers/${customerId}/submit`);
  }

  /** Made-up customers in all statuses. */
  seed(customers: number): Promise<unknown> {
    return this.control('POST', '/seed', { customers });
  }

  async createCustomer(body: Readonly<Record<string, string>>): Promise<{ readonly customer_id: string }> {
    const made = await this.#signed('POST', '/v1/customers/lightweight', { customer_type: 'Business', ...body });
    return z.object({ customer_id: z.string() }).parse(made);
  }

  async customers(): Promise<readonly EmulatorCustomer[]> {
    return customersSchema.parse(await this.control('GET', '/customers?limit=1000')).customers;
  }

  async countCustomers(): Promise<number> {
    return customersSchema.parse(await this.control('GET', '/customers?limit=1')).total;
  }

  /** All customers upstream knows with this address: must never be more than one. */
  async findByEmail(email: string): Promise<readonly EmulatorCustomer[]> {
    const query = `search=${encodeURIComponent(email)}`;
    return customersSchema.parse(await this.control('GET', `/customers?${query}`)).customers;
  }

  /** The one customer with this address. */
  async requireByEmail(email: string): Promise<EmulatorCustomer> {
    const found = await this.findByEmail(email);
    const [customer] = found;
    if (customer === undefined || found.length > 1)
      throw new Error(`Upstream has ${found.length} customers with the address ${email}.`);
    return customer;
  }

  /** Every onboarding link ever created, for one customer where given. */
  async links(customerId?: string) {
    const query = customerId === undefined ? '' : `?customer_id=${customerId}`;
    return z.object({ links: z.array(linkSchema) }).parse(await this.control('GET', `/links${query}`)).links;
  }

  /** Oldest first, to one address where given. */
  async mails(to?: string): Promise<readonly CaughtMail[]> {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    return z.object({ mails: z.array(mailSchema) }).parse(await this.control('GET', `/mail${query}`)).mails;
  }

  /** How its mail server takes what comes from now on; a reset calms it. */
  setMailBehaviour(behaviour: MailBehaviour): Promise<unknown> {
    return this.control('POST', '/mail/behaviour', behaviour);
  }

  /** Requests to the imitated API, oldest first: of one method and path, or about one customer. */
  async requests(of: { readonly method?: string; readonly pathEnd?: string; readonly customerId?: string } = {}) {
    const query = of.customerId === undefined ? '' : `?customer_id=${of.customerId}`;
    const journal = z.object({ requests: z.array(requestSchema) });
    const { requests } = journal.parse(await this.control('GET', `/requests${query}`));
    return requests.filter(({ method, path }) => (of.method ?? method) === method && path.endsWith(of.pathEnd ?? ''));
  }

  /** Sends every webhook about the customer once more, as 1Money does when it did not hear our answer. */
  async redeliverWebhooks(customerId: string): Promise<void> {
    const list = async () => {
      const page = await this.control('GET', `/deliveries?customer_id=${customerId}`);
      return z.object({ deliveries: z.array(deliverySchema) }).parse(page).deliveries;
    };
    // A delivery in progress would be completed by the response to its first attempt, and not sent once more.
    await until('all webhooks are delivered', async () => (await list()).every(({ state }) => state === 'delivered'));
    for (const { id } of await list()) await this.control('POST', `/deliveries/${id}/redeliver`);
  }

  async control(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.address.url}/__emulator${path}`, {
      method,
      ...(body !== undefined && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    });
    return readJson(response, `${method} /__emulator${path}`);
  }

  async #signed(method: string, path: string, json: unknown): Promise<unknown> {
    const body = JSON.stringify(json);
    const response = await fetch(`${this.address.url}${path}`, {
      method,
      headers: {
        ...signedHeaders(this.address, { method, path, body, at: new Date() }),
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body,
    });
    return readJson(response, `${method} ${path}`);
  }
}

async function readJson(response: Response, what: string): Promise<unknown> {
  const text = await response.text();
  if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${what}: ${text.slice(0, 500)}`);
  return JSON.parse(text === '' ? 'null' : text);
}
