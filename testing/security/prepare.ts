/**
 * Fills an empty database with the people and businesses of the authorization matrix, before the tested portal starts
 * on it: the embedded database has one process at a time. Prints what the tests need to know as JSON.
 */
import { createHash } from 'node:crypto';
import { draftBulkRun } from '@/lib/features/bulk/draft-bulk-run';
import { createCustomer } from '@/lib/features/creation/create-customer';
import { newCustomerInput } from '@/lib/features/creation/rules';
import { uploadImport } from '@/lib/features/imports/upload-import';
import { inviteCustomer } from '@/lib/features/invites/invite-customer';
import { newInviteInput } from '@/lib/features/invites/new-invite.rules';
import { readInvites } from '@/lib/features/invites/read-invites';
import { newPasswordLink, passwordLinkAddress } from '@/lib/features/password/password-link';
import { insertPasswordLink } from '@/lib/features/password/writes';
import { insertCustomerSession } from '@/lib/features/self-serve/customer-sessions.writes';
import { log } from '@/lib/log';
import { NO_ORIGIN } from '@/lib/platform/audit/audit.writes';
import { hashPassword } from '@/lib/platform/auth/passwords';
import { type StaffRole, type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import { encodeSessionToken, hashSessionId, newSessionId, sessionCookie } from '@/lib/platform/auth/session-token';
import { insertSession } from '@/lib/platform/auth/staff.writes';
import { closeDatabase, getDb } from '@/lib/platform/db/client';
import { users } from '@/lib/platform/db/schema/users';
import { type Business, type Fixtures, STAFF_IDENTITIES, type StaffIdentity } from './fixtures';

const CROWD = 200;
const HOUR_MS = 3_600_000;

async function addStaff(role: StaffRole, name: string): Promise<StaffScope> {
  const userId = crypto.randomUUID();
  const email = `${name}.${userId}@staff.example`;
  await (await getDb()).insert(users).values({ id: userId, email, name: `The ${name}`, sortName: `the ${name}`, role });
  return { kind: 'staff', userId, sessionId: `session-of-${userId}`, role, email, name };
}

/** A session opened while the account could still do what it could. */
async function openSession(userId: string): Promise<string> {
  const sessionId = newSessionId();
  const now = new Date();
  await insertSession(systemScope('security tests'), await getDb(), {
    idHash: hashSessionId(sessionId),
    userId,
    now,
    expiresAt: new Date(now.getTime() + HOUR_MS),
    address: null,
    userAgent: null,
  });
  return `${sessionCookie().name}=${await encodeSessionToken(sessionId)}`;
}

async function openCustomerSession(email: string): Promise<string> {
  const sessionId = newSessionId();
  const now = new Date();
  await insertCustomerSession(systemScope('security tests'), await getDb(), {
    idHash: createHash('sha256').update(sessionId).digest('hex'),
    email,
    proof: 'code',
    createdAt: now,
    expiresAt: new Date(now.getTime() + HOUR_MS),
  });
  return `__Host-portal-customer=${sessionId}`;
}

async function addBusiness(scope: StaffScope, tag: string) {
  const company = `Canary-${tag} ${crypto.randomUUID().slice(0, 8)} Ltd`;
  const email = `${crypto.randomUUID().slice(0, 8)}@canary-${tag}.example`;
  const typed = { firstName: 'Robin', lastName: 'Canary', email, companyName: company, intentId: crypto.randomUUID() };
  const created = await createCustomer(scope, newCustomerInput.parse(typed), NO_ORIGIN);
  if (!created.ok) throw new Error(`No customer was created: ${created.error.kind}`);
  const { customerId } = created.value;
  const invited = await inviteCustomer(scope, newInviteInput.parse({ customerId, email, locale: 'en' }), NO_ORIGIN);
  if (!invited.ok) throw new Error(`No invite was made: ${invited.error.kind}`);
  const { inviteId } = invited.value;
  const link = (await readInvites(scope, customerId)).find(({ id }) => id === inviteId)?.link ?? '';
  return { id: customerId, company, email, inviteId, token: link.split('/i/')[1] ?? '' };
}

/** An import and a bulk run that contain the business, and a person who was invited to the team. */
async function addDrafts(scope: StaffScope, business: Business) {
  const text = `First name,Last name,Email,Company\nRobin,Canary,${business.email},${business.company}\n`;
  const uploaded = await uploadImport(scope, { bytes: Buffer.from(text), fileName: 'canary.csv' }, NO_ORIGIN);
  if (!uploaded.ok) throw new Error(`No import was made: ${uploaded.error.kind}`);
  const choice = { selection: 'picked', customerIds: [business.id], leftOut: 0, ownerId: null } as const;
  const drafted = await draftBulkRun(scope, { act: 'check', ...choice });
  if (!drafted.ok) throw new Error(`No act was drafted: ${drafted.error.kind}`);
  const db = await getDb();
  const userId = crypto.randomUUID();
  await db.insert(users).values({
    id: userId,
    email: `invited.${userId}@staff.example`,
    name: 'Invited',
    sortName: 'invited',
    role: 'viewer',
  });
  const link = newPasswordLink({ userId, purpose: 'invite', createdBy: scope.userId, now: new Date() });
  await insertPasswordLink(scope, db, link);
  const passwordToken = passwordLinkAddress(link.id).split('/password/')[1] ?? '';
  return { ...uploaded.value, ...drafted.value, passwordToken };
}

/** What the account was when its sessions were opened; `disabled` and `demoted` were admins. */
function roleBefore(identity: StaffIdentity): StaffRole {
  return identity === 'disabled' || identity === 'demoted' ? 'admin' : identity;
}

/** All with one password, because hashing is slow on purpose. */
async function addPasswordStaff() {
  const password = `canary-password-${crypto.randomUUID()}`;
  const passwordHash = await hashPassword(password);
  const account = (email: string) => ({
    id: crypto.randomUUID(),
    email,
    name: email,
    sortName: email,
    role: 'admin' as const,
    passwordHash,
  });
  const [signer, guessed] = ['signer@staff.example', 'guessed@staff.example'];
  const crowd = Array.from({ length: CROWD }, (_, at) => account(`crowd-${at}@staff.example`));
  await (await getDb()).insert(users).values([account(signer), account(guessed), ...crowd]);
  return { signer: { email: signer, password }, guessed: { email: guessed, password }, crowd: { password } };
}

async function makeFixtures(): Promise<Fixtures> {
  const db = await getDb();
  const maker = await addStaff('operator', 'maker');
  const business = await addBusiness(maker, 'own');
  const otherBusiness = await addBusiness(maker, 'other');
  const cookies: Record<string, string> = { anonymous: '' };
  const spareCookies: Record<string, string> = { anonymous: '' };
  for (const identity of STAFF_IDENTITIES) {
    const { userId } = await addStaff(roleBefore(identity), identity);
    cookies[identity] = await openSession(userId);
    spareCookies[identity] = await openSession(userId);
  }
  for (const [identity, { email }] of Object.entries({ customer: business, otherCustomer: otherBusiness })) {
    cookies[identity] = await openCustomerSession(email);
    spareCookies[identity] = await openCustomerSession(email);
  }
  const accounts = await addPasswordStaff();
  const drafts = await addDrafts(maker, business);
  // While those sessions live.
  const { eq } = await import('drizzle-orm');
  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.name, 'The disabled'));
  await db.update(users).set({ role: 'viewer' }).where(eq(users.name, 'The demoted'));
  return { business, otherBusiness, ...drafts, ...accounts, cookies, spareCookies, missingId: crypto.randomUUID() };
}

log.level = 'fatal';
try {
  const fixtures = await makeFixtures();
  console.log(`WORLD ${JSON.stringify(fixtures)}`);
} finally {
  await closeDatabase();
}
// Clients of upstream and mail keep connections that are no longer needed.
// Ending at once would cut off what a slow reader has not taken yet.
process.stdout.end(() => process.exit(0));
