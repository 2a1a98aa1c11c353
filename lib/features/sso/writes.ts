/** Which account a person from the single sign-on provider has, and with which role. */
import 'server-only';
import { and, eq, isNotNull, sql } from 'drizzle-orm';
import { endPasswordLinks } from '@/lib/features/password/writes';
import { type Admins, lockAdmins } from '@/lib/features/team/writes';
import { insertAudit, type Origin } from '@/lib/platform/audit/audit.writes';
import type { StaffRole, StaffScope, SystemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { ssoIdentities, ssoSessions } from '@/lib/platform/db/schema/sso';
import { users } from '@/lib/platform/db/schema/users';
import { emailKey, isEmail } from '@/lib/platform/input/email-address';
import { staffName } from '@/lib/platform/input/staff-name';
import { toSortKey } from '@/lib/platform/input/text-keys';
import { type Claims, firstRole, isEmailVerified, isWelcome, mappedRole, type SsoRule } from './rules';

/** What a provider vouches for, after its answer has been checked. */
export interface SsoIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly claims: Claims;
}

export type SsoRefusal = 'disabled' | 'email_unverified' | 'domain' | 'no_role' | 'role_unknown' | 'other_identity';

export type SsoAdmission =
  | {
      readonly kind: 'admitted';
      readonly account: {
        readonly id: string;
        readonly email: string;
        readonly name: string;
        readonly role: StaffRole;
      };
      /** The claim of roles could not be read, so the role stays. */
      readonly isRoleUnknown: boolean;
    }
  | { readonly kind: 'refused'; readonly reason: SsoRefusal; readonly accountId: string | null };

interface SsoSignIn {
  readonly identity: SsoIdentity;
  readonly rule: SsoRule;
  readonly origin: Origin;
  readonly now: Date;
}

type Account = typeof users.$inferSelect;

/**
 * Finds the account by issuer and subject; at the first sign-in by an address that the provider has verified, or makes
 * one where the address' domain is allowed. Then gives it the role of the claim. Changes are recorded; a rejection
 * changes nothing.
 */
export async function admitSsoIdentity(scope: SystemScope, db: Db, visit: SsoSignIn): Promise<SsoAdmission> {
  return db.transaction(async (tx) => {
    // Of two first sign-ins at once the second finds what the first has made.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sso_identities'))`);
    // Locked before any other account, as in every change of roles, so that there is no deadlock.
    const admins = await lockAdmins(scope, tx);
    const linked = await findLinked(tx, visit.identity);
    if (linked) return admit(scope, tx, linked, { ...visit, admins, isFirst: false });
    const email = verifiedEmail(visit);
    if (email === null) return { kind: 'refused', reason: 'email_unverified', accountId: null };
    const [known] = await tx.select().from(users).where(eq(users.email, email)).for('update');
    if (known) return admit(scope, tx, known, { ...visit, admins, isFirst: true });
    return addAccount(tx, email, visit);
  });
}

async function findLinked(tx: Db, { issuer, subject }: SsoIdentity): Promise<Account | null> {
  const [row] = await tx
    .select({ account: users })
    .from(ssoIdentities)
    .innerJoin(users, eq(users.id, ssoIdentities.userId))
    .where(and(eq(ssoIdentities.issuer, issuer), eq(ssoIdentities.subject, subject)))
    .for('update', { of: users });
  return row?.account ?? null;
}

/**
 * The address in the form accounts have it; null unless it is verified. Letters that only look alike make another
 * address.
 */
function verifiedEmail({ identity: { issuer, claims }, rule }: SsoSignIn): string | null {
  return isEmail(claims.email) && isEmailVerified(rule, issuer, claims) ? emailKey(claims.email) : null;
}

function nameOf(claims: Claims): string | null {
  const parsed = staffName.safeParse(claims.name);
  return parsed.success ? parsed.data : null;
}

async function admit(
  scope: SystemScope,
  tx: Db,
  account: Account,
  visit: SsoSignIn & { readonly isFirst: boolean; readonly admins: Admins },
): Promise<SsoAdmission> {
  const { identity, rule, isFirst } = visit;
  const refuse = (reason: SsoRefusal) => ({ kind: 'refused', reason, accountId: account.id }) as const;
  if (account.disabledAt !== null) return refuse('disabled');
  const mapped = mappedRole(rule, identity.claims);
  if (mapped === 'refuse') return refuse('no_role');
  if (isFirst && (await hasIdentity(tx, account.id, identity.issuer))) return refuse('other_identity');
  const named = isFirst ? await link(scope, tx, account, visit) : account;
  const isRoleUnknown = mapped === 'unknown';
  await noteUnknownRole(scope, tx, account, { ...visit, isRoleUnknown });
  const isKept = mapped === 'keep' || mapped === 'unknown';
  const role = isKept ? account.role : await applyRole(scope, tx, account, { ...visit, role: mapped });
  const { id, email, name } = named;
  return { kind: 'admitted', account: { id, email, name, role }, isRoleUnknown };
}

/** An address that the provider has given to another person must not open the earlier person's account. */
async function hasIdentity(tx: Db, userId: string, issuer: string): Promise<boolean> {
  const isTheirs = and(eq(ssoIdentities.userId, userId), eq(ssoIdentities.issuer, issuer));
  return (await tx.select().from(ssoIdentities).where(isTheirs).limit(1)).length > 0;
}

async function link(
  scope: SystemScope,
  tx: Db,
  account: Account,
  { identity, origin, now }: SsoSignIn,
): Promise<Account> {
  const { issuer, subject } = identity;
  await tx.insert(ssoIdentities).values({ issuer, subject, userId: account.id, createdAt: now });
  // A person who was invited and signs in this way no longer needs the mailed link.
  if (account.passwordHash === null) await endPasswordLinks(scope, tx, { userId: account.id, now });
  const isNameless = account.name === account.email;
  const name = isNameless ? (nameOf(identity.claims) ?? account.name) : account.name;
  if (name !== account.name)
    await tx
      .update(users)
      .set({ name, sortName: toSortKey(name) })
      .where(eq(users.id, account.id));
  const named = { ...account, name };
  await insertAudit(selfOf(named), tx, { act: 'staff.sso_linked', outcome: 'ok', origin, details: { issuer } });
  return named;
}

function selfOf({ id: userId, role, email, name }: Account): StaffScope {
  return { kind: 'staff', userId, sessionId: '', role, email, name };
}

/** For admins, until the claim can be read again: the settings page shows it, and the audit log has each sign-in. */
async function noteUnknownRole(
  scope: SystemScope,
  tx: Db,
  { email, role }: Account,
  { identity, rule, origin, now, isRoleUnknown }: SsoSignIn & { readonly isRoleUnknown: boolean },
): Promise<void> {
  const { issuer, subject } = identity;
  const isThis = and(eq(ssoIdentities.issuer, issuer), eq(ssoIdentities.subject, subject));
  if (!isRoleUnknown) {
    await tx
      .update(ssoIdentities)
      .set({ roleUnknownAt: null })
      .where(and(isThis, isNotNull(ssoIdentities.roleUnknownAt)));
    return;
  }
  await tx.update(ssoIdentities).set({ roleUnknownAt: now }).where(isThis);
  const details = { email, role, claim: rule.roleClaim };
  await insertAudit(scope, tx, { act: 'staff.role_kept', outcome: 'ok', origin, details });
}

/** The role that the account has afterwards: the last admin who can sign in keeps theirs. */
async function applyRole(
  scope: SystemScope,
  tx: Db,
  { id, email, role: formerRole }: Account,
  { role, origin, admins }: SsoSignIn & { readonly role: StaffRole; readonly admins: Admins },
): Promise<StaffRole> {
  if (role === formerRole) return role;
  const isLast = formerRole === 'admin' && !admins.hasOtherThan(id);
  const details = { email, role, formerRole, ...(isLast && { reason: 'last admin' }) };
  if (!isLast) await tx.update(users).set({ role }).where(eq(users.id, id));
  await insertAudit(scope, tx, { act: 'staff.role_changed', outcome: isLast ? 'refused' : 'ok', origin, details });
  return isLast ? formerRole : role;
}

async function addAccount(tx: Db, email: string, { identity, rule, origin, now }: SsoSignIn): Promise<SsoAdmission> {
  const refuse = (reason: SsoRefusal) => ({ kind: 'refused', reason, accountId: null }) as const;
  if (!isWelcome(rule, email)) return refuse('domain');
  const role = firstRole(rule, identity.claims);
  if (role === 'refuse') return refuse('no_role');
  if (role === 'unknown') return refuse('role_unknown');
  const id = crypto.randomUUID();
  const name = nameOf(identity.claims) ?? email;
  const [account] = await tx
    .insert(users)
    .values({ id, email, name, sortName: toSortKey(name), role, createdAt: now })
    .onConflictDoNothing({ target: users.email })
    .returning();
  // Invited at this very moment: the next try finds the account.
  if (!account) return refuse('other_identity');
  const { issuer, subject } = identity;
  await tx.insert(ssoIdentities).values({ issuer, subject, userId: id, createdAt: now });
  const details = { email, role, by: 'single sign-on' };
  await insertAudit(selfOf(account), tx, { act: 'staff.added', outcome: 'ok', origin, details });
  return { kind: 'admitted', account: { id, email, name, role }, isRoleUnknown: false };
}

export async function insertSsoSession(_scope: SystemScope, db: Db, idHash: string, encrypted: string): Promise<void> {
  await db.insert(ssoSessions).values({ idHash, encrypted });
}

/** The facts for the sign-out are no longer needed after it. */
export async function deleteSsoSession(scope: StaffScope, db: Db): Promise<void> {
  await db.delete(ssoSessions).where(eq(ssoSessions.idHash, scope.sessionId));
}
