/** Compares what upstream has with what the portal believes; the verify of "none lost, none doubled". */
import type { Harness } from './harness';

export interface LedgerVerdict {
  /** Upstream has more than one customer for the address. */
  readonly doubled: readonly string[];
  /** Wanted, and not exactly one confirmed customer in the portal that is the one upstream has. */
  readonly lost: readonly string[];
  /** The portal has more than one customer for the address. */
  readonly doubledInPortal: readonly string[];
  /** Operations that are neither done nor rejected. */
  readonly unresolved: number;
}

/** `emails`: the addresses that must exist exactly once on both sides. */
export async function compareLedgers(harness: Harness, emails: readonly string[]): Promise<LedgerVerdict> {
  const upstream = groupBy(await harness.emulator.customers(), ({ email }) => email.toLowerCase());
  const rows = await harness.rows('select id, email_key as email, upstream_id from customers');
  const portal = groupBy(rows, ({ email }) => String(email));
  const open = await harness.rows("select id from operations where kind = 'create_customer' and completed_at is null");
  const isKept = (email: string) => {
    const [theirs] = upstream.get(email) ?? [];
    const [ours] = portal.get(email) ?? [];
    return theirs !== undefined && ours?.upstream_id === theirs.id;
  };
  return {
    doubled: emails.filter((email) => (upstream.get(email)?.length ?? 0) > 1),
    doubledInPortal: emails.filter((email) => (portal.get(email)?.length ?? 0) > 1),
    lost: emails.filter((email) => !isKept(email)),
    unresolved: open.length,
  };
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

/** Creations in the portal's own words that still wait for their outcome. Live only on PostgreSQL. */
export async function countOpenCreations(harness: Harness): Promise<number> {
  const [row] = await harness.rows(
    "select count(*)::int as n from operations where kind = 'create_customer' and state in ('pending', 'sent', 'unknown')",
  );
  return Number(row?.n);
}
