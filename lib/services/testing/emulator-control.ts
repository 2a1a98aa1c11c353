/** The emulator's remote control and journal, as tests of services use them: over HTTP, like everything upstream. */
import { z } from 'zod';

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
const customerSchema = z.object({
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  companyName: z.string().nullable(),
  status: z.string(),
  idempotencyKey: z.string(),
});
const linkSchema = z.object({ token: z.string(), customerId: z.string(), redirectUrl: z.string().nullable() });

const mailSchema = z.object({
  id: z.number(),
  from: z.string(),
  to: z.array(z.string()),
  subject: z.string(),
  text: z.string(),
  html: z.string().nullable(),
  headers: z.record(z.string(), z.string()),
});

/** A mail that the emulator's SMTP catcher took. */
export type CaughtMail = z.infer<typeof mailSchema>;

export interface MailBehaviour {
  readonly mode?: 'accept' | 'refuse' | 'busy' | 'hang' | 'drop_after_accept';
  readonly bounce?: readonly string[];
}

export type JournalEntry = z.infer<typeof requestSchema>;
export type EmulatorCustomer = z.infer<typeof customerSchema>;

export interface FaultOrder {
  readonly method?: string;
  readonly path?: string;
  readonly fault: string;
  readonly times?: number;
  readonly skip?: number;
}

export type Control = ReturnType<typeof controlOf>;

/** Takes the address as a function, because it is known only when the tests run. */
export function controlOf(emulatorUrl: () => string) {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const answer = await fetch(`${emulatorUrl()}/__emulator${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`The emulator answered ${answer.status} to ${method} ${path}: ${text}`);
    return JSON.parse(text);
  }

  return {
    call,
    reset: () => call('POST', '/reset'),
    settings: (change: Readonly<Record<string, unknown>>) => call('PATCH', '/settings', change),
    order: ({ method, path, ...fault }: FaultOrder) => call('POST', '/faults', { match: { method, path }, ...fault }),
    clearFaults: () => call('DELETE', '/faults'),
    setStatus: (id: string, status: string, reviewIssues?: unknown) =>
      call('POST', `/customers/${id}/status`, { status, review_issues: reviewIssues }),
    submit: (id: string) => call('POST', `/customers/${id}/submit`),
    async seed(customers: number): Promise<void> {
      await call('POST', '/seed', { customers });
    },
    async customers(): Promise<EmulatorCustomer[]> {
      const page = z.object({ customers: z.array(customerSchema) });
      return page.parse(await call('GET', '/customers?limit=1000')).customers;
    },
    async links() {
      return z.object({ links: z.array(linkSchema) }).parse(await call('GET', '/links')).links;
    },
    /** Oldest first, to one address where given. */
    async mails(to?: string): Promise<CaughtMail[]> {
      const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
      return z.object({ mails: z.array(mailSchema) }).parse(await call('GET', `/mail${query}`)).mails;
    },
    /** How its mail server takes what comes from now on; a reset calms it. */
    mailBehaviour: (behaviour: MailBehaviour) => call('POST', '/mail/behaviour', behaviour),
    /** Oldest first, of one method and path where given. */
    async requests(method?: string, pathEnd = ''): Promise<JournalEntry[]> {
      const answer = z.object({ requests: z.array(requestSchema) }).parse(await call('GET', '/requests'));
      return answer.requests.filter(
        (entry) => (method === undefined || entry.method === method) && entry.path.endsWith(pathEnd),
      );
    },
  };
}
