/** Onboarding links and the browser sessions they are exchanged for. */
import { type Customer, type Grant, type HostedSession, isEditable } from '../model';
import type { Database } from './database';
import type { Change } from './tables';

export type Exchange =
  | { kind: 'session'; session: HostedSession; customer: Customer }
  | { kind: 'expired' | 'used' | 'revoked'; grant: Grant }
  | { kind: 'unknown' };

export type NewGrant = { kind: 'grant'; grant: Grant } | { kind: 'locked'; customer: Customer } | { kind: 'unknown' };

export function grantStore(db: Database) {
  const { tables } = db;

  function revocations(customerId: string, now: number): Change[] {
    return tables
      .grantsOf(customerId)
      .filter((grant) => grant.exchangedAt === null && grant.revokedAt === null)
      .map((grant): Change => ['grant', { ...grant, revokedAt: now }]);
  }

  return {
    createGrant(customerId: string, options: { redirectUrl: string | null; locale: string }): NewGrant {
      const customer = tables.customers.get(customerId);
      if (customer === undefined) return { kind: 'unknown' };
      if (!isEditable(customer.status, db.settings)) return { kind: 'locked', customer };
      const now = db.clock.now();
      const grant: Grant = {
        token: db.ids.token('grant'),
        customerId,
        redirectUrl: options.redirectUrl,
        locale: options.locale,
        createdAt: now,
        expiresAt: now + db.settings.linkLifetimeSeconds * 1000,
        exchangedAt: null,
        revokedAt: null,
      };
      const older = db.settings.olderLinks === 'revoke' ? revocations(customerId, now) : [];
      db.commit([...older, ['grant', grant]]);
      return { kind: 'grant', grant };
    },

    /** Burns the token: a second call with the same one answers `used`, whatever became of the first session. */
    exchangeGrant(token: string): Exchange {
      const grant = tables.grants.get(token);
      const customer = grant && tables.customers.get(grant.customerId);
      if (grant === undefined || customer === undefined) return { kind: 'unknown' };
      const now = db.clock.now();
      if (grant.revokedAt !== null) return { kind: 'revoked', grant };
      if (grant.exchangedAt !== null) return { kind: 'used', grant };
      if (now >= grant.expiresAt) return { kind: 'expired', grant };
      const session: HostedSession = {
        id: db.ids.token('session'),
        customerId: grant.customerId,
        redirectUrl: grant.redirectUrl,
        locale: grant.locale,
        createdAt: now,
        expiresAt: now + db.settings.sessionLifetimeSeconds * 1000,
      };
      db.commit([
        ['grant', { ...grant, exchangedAt: now }],
        ['session', session],
      ]);
      return { kind: 'session', session, customer };
    },

    revokeGrant(token: string): Grant | null {
      const grant = tables.grants.get(token);
      if (grant === undefined) return null;
      if (grant.revokedAt === null) db.commit([['grant', { ...grant, revokedAt: db.clock.now() }]]);
      return tables.grants.get(token) ?? null;
    },

    /** Newest last. */
    linksOf: (customerId: string): Grant[] => tables.grantsOf(customerId),
    listLinks: (): Grant[] => [...tables.grants.values()],

    /** Null when unknown, ended or expired. */
    getSession(id: string): HostedSession | null {
      const session = tables.sessions.get(id);
      return session !== undefined && db.clock.now() < session.expiresAt ? session : null;
    },

    endSession(id: string): void {
      if (tables.sessions.has(id)) db.commit([['session_ended', id]]);
    },

    /** Where the browser goes when it finishes or leaves, or null when the link named no address. */
    returnUrl(session: HostedSession, outcome: 'submitted' | 'left'): string | null {
      if (session.redirectUrl === null || db.settings.redirectReturn === 'none') return session.redirectUrl;
      const url = new URL(session.redirectUrl);
      url.searchParams.set('customer_id', session.customerId);
      url.searchParams.set('status', outcome);
      return url.href;
    },
  };
}
