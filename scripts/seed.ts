/**
 * `npm run seed`: many made-up customers in the emulator and in the portal, for trying out and measuring. Straight
 * into the tables, because reading them through the API would take as long as 1Money's rate limit wants.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { env } from '@/lib/env';
import { type SeedCustomer, seedCustomers } from '@/lib/features/customers/seed-customers.writes';
import type { FlaggedItem } from '@/lib/kyb/flagged-item';
import { toKybStatus } from '@/lib/kyb/status';
import { systemScope } from '@/lib/platform/auth/scope';
import { database } from '@/lib/platform/db/client';
import { vacuumEmbedded } from '@/lib/platform/db/vacuum.writes';
import { CommandError, describeDatabase, runCommand, UsageError } from './command';

const USAGE = `Usage: npm run seed -- --customers N

Makes N customers (1 to 1000000) in the emulator at ONEMONEY_BASE_URL and adds them to the portal. With the embedded
database stop the portal first: only one process can use it.`;

/** The most the emulator gives at once. */
const PAGE = 1000;
const BATCH = 5000;
const LOOPBACK = /^(localhost|[a-z0-9-]+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

const issueSchema = z.object({ name: z.string().nullable(), rejectReason: z.string(), description: z.string() });
const customerSchema = z.object({
  id: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  companyName: z.string().nullable(),
  status: z.string(),
  reviewIssues: z.object({ company: issueSchema.nullable(), persons: z.array(issueSchema) }).nullable(),
  answers: z.object({ company: z.object({ legalName: z.string().optional() }) }),
  createdAt: z.string(),
  updatedAt: z.string(),
  submittedAt: z.string().nullable(),
});
const pageSchema = z.object({ customers: z.array(customerSchema), total: z.number() });
const settingsSchema = z.object({ entities: z.array(z.object({ id: z.string(), accessKey: z.string() })) });

async function control(baseUrl: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${baseUrl}/__emulator${path}`, {
    signal: AbortSignal.timeout(120_000),
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  }).catch(() => {
    throw new CommandError(`No emulator answers at ${baseUrl}. Start it with "npm run emulator".`);
  });
  if (!response.ok) throw new CommandError(`What answers at ${baseUrl} is not the emulator (HTTP ${response.status}).`);
  return response.json();
}

/** Customers belong to the owner of a key pair; with another one the portal would never see them. */
async function entityOf(baseUrl: string, accessKey: string): Promise<string> {
  const { entities } = settingsSchema.parse(await control(baseUrl, '/settings'));
  const entity = entities.find((one) => one.accessKey === accessKey);
  if (!entity) throw new CommandError('The emulator was started with another ONEMONEY_ACCESS_KEY.');
  return entity.id;
}

function toFlags(issues: z.infer<typeof customerSchema>['reviewIssues']): FlaggedItem[] | null {
  if (issues === null) return null;
  const flag = (about: FlaggedItem['about']) => (issue: z.infer<typeof issueSchema>) => ({
    about,
    name: issue.name,
    reason: issue.rejectReason,
    description: issue.description,
  });
  return [...(issues.company ? [flag('company')(issues.company)] : []), ...issues.persons.map(flag('person'))];
}

function toSeed(customer: z.infer<typeof customerSchema>): SeedCustomer {
  const { id: upstreamId, status, reviewIssues, answers, ...same } = customer;
  return {
    ...same,
    id: crypto.randomUUID(),
    upstreamId,
    legalName: answers.company.legalName ?? null,
    status: toKybStatus(status),
    rawStatus: status,
    flaggedItems: toFlags(reviewIssues),
  };
}

async function* pagesOf(baseUrl: string, entity: string): AsyncGenerator<SeedCustomer[]> {
  for (let offset = 0; ; offset += PAGE) {
    const path = `/customers?entity=${encodeURIComponent(entity)}&limit=${PAGE}&offset=${offset}`;
    const { customers, total } = pageSchema.parse(await control(baseUrl, path));
    yield customers.map(toSeed);
    if (customers.length === 0 || offset + PAGE >= total) return;
  }
}

await runCommand(USAGE, async (args) => {
  const { values } = parseArgs({ args, options: { customers: { type: 'string' } } });
  const count = Number(values.customers);
  if (!Number.isInteger(count) || count < 1 || count > 1_000_000)
    throw new UsageError('--customers must be a whole number from 1 to 1000000.');
  const settings = env();
  const { baseUrl, accessKey } = settings.onemoney;
  if (!LOOPBACK.test(new URL(baseUrl).hostname))
    throw new CommandError('ONEMONEY_BASE_URL is not on this machine: only the emulator may be filled.');

  const startedAt = performance.now();
  const entity = await entityOf(baseUrl, accessKey);
  const { db } = await database();
  await control(baseUrl, '/seed', { customers: count, entity });
  const scope = systemScope('seed');
  let added = 0;
  let batch: SeedCustomer[] = [];
  for await (const page of pagesOf(baseUrl, entity)) {
    batch.push(...page);
    if (batch.length < BATCH) continue;
    added += await seedCustomers(scope, db, batch, new Date());
    batch = [];
  }
  added += await seedCustomers(scope, db, batch, new Date());
  await vacuumEmbedded(scope);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    `Made ${count} customers in the emulator and added ${added} to ${describeDatabase(settings)} in ${seconds} s.`,
  );
});
