/**
 * The commands of `npm run onemoney`. Results go to standard output, everything else to standard error, so that `--
 * list --json` can be piped. Takes its surroundings as arguments and returns the exit code.
 */
import { parseArgs } from 'node:util';
import { EnvError, type OnemoneyEnv } from '@/lib/env';
import { createOnemoneyClient, type OnemoneyClient, type OnemoneyClientOptions } from '@/lib/onemoney/client';
import type { UpstreamCustomer } from '@/lib/onemoney/to-domain';
import { TOLERANCES } from '@/lib/onemoney/tolerance';
import type { Result } from '@/lib/result';
import { EXIT, explainError } from './onemoney-errors';

export interface CliSurroundings {
  readonly args: readonly string[];
  /** Throws `EnvError`. */
  readonly readEnv: () => OnemoneyEnv;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Whether standard output is looked at by a person. */
  readonly isTerminal: boolean;
  readonly clientOptions?: Partial<OnemoneyClientOptions>;
}

const HELP = `Usage: npm run onemoney -- COMMAND [options]

  echo                    check the credentials
  list [--page N] [--all] customers, 20 a page
  get ID                  one customer, with what 1Money wants corrected
  find KEY                the customer created with this idempotency key
  create --email E --first-name F --last-name L [--company C] [--key UUID]
  link ID [--redirect-url URL] [--locale L] [--print-url]
                          a single-use onboarding link; the URL is shown on a terminal, or with --print-url

  --json    machine-readable results

Environment: ONEMONEY_BASE_URL, ONEMONEY_ACCESS_KEY, ONEMONEY_SECRET_KEY, ONEMONEY_AUTH (hmac or bearer), ONEMONEY_LINK_HOSTS.
Exit codes: 0 done, 1 environment, 2 usage, 3 1Money cannot be used now, 4 1Money refused, 5 outcome unknown.
`;

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  all: { type: 'boolean' },
  page: { type: 'string' },
  email: { type: 'string' },
  'first-name': { type: 'string' },
  'last-name': { type: 'string' },
  company: { type: 'string' },
  key: { type: 'string' },
  'redirect-url': { type: 'string' },
  locale: { type: 'string' },
  'print-url': { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>['values'];

interface Session extends CliSurroundings {
  readonly client: OnemoneyClient;
  readonly values: Values;
  readonly operand: string | undefined;
}

/** A wrong command line; the message says what is wrong with it. */
class UsageError extends Error {}

const COMMANDS: Readonly<Record<string, (session: Session) => Promise<number>>> = {
  echo,
  list,
  get,
  find,
  create,
  link,
};
const person = { priority: 'interactive' } as const;

export async function runOnemoneyCli(surroundings: CliSurroundings): Promise<number> {
  const { out, err } = surroundings;
  try {
    const { values, positionals } = parse(surroundings.args);
    const [name, operand, ...rest] = positionals;
    if (values.help || name === 'help' || name === undefined) {
      (name === undefined && !values.help ? err : out)(HELP);
      return name === undefined && !values.help ? EXIT.usage : EXIT.done;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (command === undefined) throw new UsageError(`There is no command "${name}".`);
    if (rest.length > 0) throw new UsageError(`Too many arguments after "${name}".`);
    return await withClient(surroundings, (client) => command({ ...surroundings, client, values, operand }));
  } catch (error) {
    if (error instanceof UsageError) {
      err(`${error.message}\n\n${HELP}`);
      return EXIT.usage;
    }
    if (!(error instanceof EnvError)) throw error;
    err(`${error.message}\n\nSet these variables in the environment or in .env.\n`);
    return EXIT.environment;
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'The arguments cannot be read.');
  }
}

async function withClient(
  { readEnv, err, clientOptions }: CliSurroundings,
  run: (client: OnemoneyClient) => Promise<number>,
): Promise<number> {
  const client = createOnemoneyClient({
    ...readEnv(),
    onTolerance: (name) => err(`Note: ${TOLERANCES[name]}.\n`),
    ...clientOptions,
  });
  try {
    return await run(client);
  } finally {
    await client.close();
  }
}

async function echo(session: Session): Promise<number> {
  const { baseUrl } = session.readEnv();
  return report(session, await session.client.echo(person), ({ via, message }) =>
    via === 'echo'
      ? `The credentials work: ${baseUrl} answered ${JSON.stringify(message)}.\n`
      : `The credentials work: ${baseUrl} lists customers (it has no /echo).\n`,
  );
}

async function list(session: Session): Promise<number> {
  if (session.values.all) return listAll(session);
  const page = Number(session.values.page ?? '1');
  if (!Number.isInteger(page) || page < 1) throw new UsageError('--page must be a whole number from 1.');
  const read = await session.client.listCustomers({ page, size: 20 }, person);
  return report(session, read, ({ customers, total }) => {
    const totalText = total === null ? '' : `, ${total} in all`;
    return `${customers.map(toLine).join('')}Page ${page}: ${customers.length} customers${totalText}\n`;
  });
}

async function listAll(session: Session): Promise<number> {
  let count = 0;
  for await (const page of session.client.listAllCustomers({ priority: 'background' })) {
    const code = report(session, page, (customers) => customers.map(toLine).join(''));
    if (code !== EXIT.done) return code;
    count += page.ok ? page.value.length : 0;
  }
  session.err(`${count} customers\n`);
  return EXIT.done;
}

async function get(session: Session): Promise<number> {
  const id = requireOperand(session, 'ID');
  return report(session, await session.client.getCustomer(id, person), toDetails);
}

async function find(session: Session): Promise<number> {
  const key = requireOperand(session, 'KEY');
  const found = await session.client.findByIdempotencyKey(key, person);
  return report(session, found, (customer) =>
    customer === null ? '1Money has no customer with this key.\n' : toDetails(customer),
  );
}

async function create(session: Session): Promise<number> {
  const { values, client, err } = session;
  const { email, 'first-name': firstName, 'last-name': lastName, company, key } = values;
  if (!email || !firstName || !lastName) throw new UsageError('create needs --email, --first-name and --last-name.');
  const idempotencyKey = key ?? crypto.randomUUID();
  // Said before anything is sent: with the key the outcome can be found out even if this process dies now.
  err(`Idempotency key ${idempotencyKey}. If the outcome stays unknown: npm run onemoney -- find ${idempotencyKey}\n`);
  const body = client.freezeCreateBody({ email, firstName, lastName, companyName: company || null });
  const created = await client.createLightweightCustomer({ idempotencyKey, body }, person);
  return report(session, created, toDetails);
}

async function link(session: Session): Promise<number> {
  const { values, client, err, isTerminal } = session;
  const customerId = requireOperand(session, 'ID');
  const mayPrint = isTerminal || values['print-url'] === true;
  // Rejected before a link is made: an unseen one would only expire.
  if (!mayPrint)
    throw new UsageError(
      'Standard output is not a terminal, and the URL is a secret. Add --print-url to print it anyway.',
    );
  const redirectUrl = values['redirect-url'] ?? 'https://example.com/';
  if (!URL.canParse(redirectUrl)) throw new UsageError('--redirect-url must be an absolute URL.');
  const input = { customerId, redirectUrl, locale: values.locale, idempotencyKey: crypto.randomUUID() };
  const made = await client.createOnboardingLink(input, person);
  if (made.ok)
    err('This URL works once and for 30 minutes. Opening it uses it up; do not mail it or paste it anywhere.\n');
  const revealed = made.ok
    ? { ok: true as const, value: { url: made.value.url.reveal(), expiresAt: made.value.expiresAt } }
    : made;
  return report(session, revealed, ({ url, expiresAt }) => `${url}\nExpires ${expiresAt.toISOString()}\n`);
}

function requireOperand({ operand }: Session, name: string): string {
  if (operand === undefined) throw new UsageError(`${name} is missing.`);
  return operand;
}

function report<T>({ values, out, err, readEnv }: Session, result: Result<T>, toText: (value: T) => string): number {
  if (result.ok) {
    out(values.json ? `${JSON.stringify(result.value)}\n` : toText(result.value));
    return EXIT.done;
  }
  const { text, code } = explainError(result.error, readEnv().baseUrl);
  err(text);
  return code;
}

function toLine({ upstreamId, rawStatus, email, businessLegalName }: UpstreamCustomer): string {
  const status = (rawStatus ?? 'unknown').padEnd(17);
  return `${`${upstreamId.padEnd(36)}  ${status} ${email ?? '-'}  ${businessLegalName ?? ''}`.trimEnd()}\n`;
}

function toDetails(customer: UpstreamCustomer): string {
  const instant = (date: Date | null) => date?.toISOString() ?? '-';
  const issues = (customer.reviewIssues ?? []).map(
    ({ about, name, reason, description }) =>
      `  - ${about} ${name ?? ''}: ${[reason, description].filter(Boolean).join(', ')}\n`,
  );
  return [
    `id       ${customer.upstreamId}\n`,
    `status   ${customer.rawStatus ?? 'unknown'}\n`,
    `e-mail   ${customer.email ?? '-'}\n`,
    `business ${customer.businessLegalName ?? '-'}\n`,
    `created  ${instant(customer.createdAt)}, updated ${instant(customer.updatedAt)}, submitted ${instant(customer.submittedAt)}\n`,
    ...(issues.length > 0 ? ['1Money wants corrected:\n', ...issues] : []),
  ].join('');
}
