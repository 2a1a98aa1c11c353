import 'server-only';
import { attemptCreation, type CreateCustomerError } from '@/lib/features/creation/create-customer';
import { getCustomerRef } from '@/lib/features/customers/customers.queries';
import { inviteCustomer } from '@/lib/features/invites/invite-customer';
import { getOperationByIntent, type Operation } from '@/lib/features/sync/operations.queries';
import { SENDING_MS } from '@/lib/features/sync/operations.writes';
import { type CreationOutcome, reconcileCreation } from '@/lib/features/sync/reconcile-creation';
import { syncCustomer } from '@/lib/features/sync/sync-customer';
import { UNKNOWN_STATUS } from '@/lib/kyb/status';
import { NO_ORIGIN, type Origin } from '@/lib/platform/audit/audit.writes';
import { type StaffScope, systemScope } from '@/lib/platform/auth/scope';
import type { Db } from '@/lib/platform/db/client';
import { DEFAULT_LOCALE, isLocale } from '@/lib/platform/i18n/locales';
import type { AppError } from '@/lib/result';
import { checkRow } from './import-check.rules';
import type { Import } from './imports.queries';
import { completeRow, putBackRows, type RowResult, setActor, type TakenRow } from './imports.writes';

/** What a row's result means for the rows after it. */
export type RowVerdict = 'settled' | 'in other hands' | 'upstream is away' | 'refuses all';

export interface RowWork {
  readonly db: Db;
  readonly found: Import;
  /** Null when there is no person in whose name to create. */
  readonly staff: StaffScope | null;
  readonly row: TakenRow;
}

const scope = systemScope('import');

/** Brings one taken row as far as it goes. */
export async function runRow(work: RowWork): Promise<RowVerdict> {
  const { db, row } = work;
  const begun = row.actor === null ? null : await getOperationByIntent(scope, db, row.actor, row.intentId);
  return begun?.customerId ? goOn(work, begun, begun.customerId) : begin(work);
}

/** Nothing was sent for the row, or what was sent was rejected. */
async function begin(work: RowWork): Promise<RowVerdict> {
  const { db, found, staff, row } = work;
  if (staff === null || found.state !== 'running') {
    const to = found.state === 'cancelled' ? 'cancelled' : 'ready';
    await putBackRows(scope, db, { importId: found.id, from: 'working', to, numbers: [row.number], now: new Date() });
    return 'settled';
  }
  const { customer } = checkRow(row.cells, found.match);
  if (customer === null) return settle(work, { state: 'problem' });
  // The other half of the operation's name: a retry of the row must find it.
  if (row.actor !== staff.userId) await setActor(staff, db, { importId: found.id, number: row.number });
  const input = { ...customer, intentId: row.intentId };
  const created = await attemptCreation(staff, input, { origin: originOf(found), priority: 'background' });
  if (!created.ok) return refused(work, created.error);
  return recordOutcome(work, created.value.outcome, created.value.customerId);
}

/** The row was begun before, perhaps by a process that has died. */
async function goOn(work: RowWork, operation: Operation, customerId: string): Promise<RowVerdict> {
  if (operation.state === 'done') return recordOutcome(work, 'confirmed', customerId);
  if (operation.state === 'needs_review') return recordOutcome(work, 'needs_review', customerId);
  const options = { origin: originOf(work.found), priority: 'background' } as const;
  const settled = await reconcileCreation(work.staff ?? scope, operation, options);
  return settled.ok ? recordOutcome(work, settled.value, customerId) : refused(work, settled.error);
}

async function recordOutcome(work: RowWork, outcome: CreationOutcome, customerId: string): Promise<RowVerdict> {
  if (outcome === 'confirming') return (await isBeingSent(work)) ? 'in other hands' : 'upstream is away';
  if (outcome === 'needs_review') return settle(work, { state: 'needs_review', customerId });
  const isInvited = await invite(work, customerId);
  return isInvited === 'not known yet' ? 'upstream is away' : settle(work, { state: 'created', customerId, isInvited });
}

/** Whether another process, or a job of this one, has the row's creation on its way. */
async function isBeingSent({ db, staff, row }: RowWork): Promise<boolean> {
  for (const actor of new Set([row.actor, staff?.userId])) {
    const operation = actor ? await getOperationByIntent(scope, db, actor, row.intentId) : null;
    if (operation?.state === 'sent') return Date.now() - (operation.sentAt?.getTime() ?? 0) < SENDING_MS;
  }
  return false;
}

async function invite(work: RowWork, customerId: string): Promise<boolean | 'not known yet'> {
  const { db, found, staff, row } = work;
  const { customer } = checkRow(row.cells, found.match);
  if (found.mode !== 'create_and_invite' || staff === null || customer === null) return false;
  const locale = isLocale(found.locale) ? found.locale : DEFAULT_LOCALE;
  const input = { customerId, email: customer.email, locale, message: null };
  let invited = await inviteCustomer(staff, input, originOf(found));
  if (!invited.ok && invited.error.kind === 'not_editable' && invited.error.status === UNKNOWN_STATUS) {
    // A process died after the customer was confirmed and before the status was stored: read it now.
    const ref = await getCustomerRef(staff, db, customerId);
    const observed = ref && (await syncCustomer(scope, ref, { source: 'create', priority: 'background' }));
    if (observed && !observed.ok && observed.error.retryable) return 'not known yet';
    invited = await inviteCustomer(staff, input, originOf(found));
  }
  return invited.ok || (invited.error.kind === 'conflict' && invited.error.reason === 'already_invited');
}

async function refused(work: RowWork, error: CreateCustomerError): Promise<RowVerdict> {
  const { db, found, row } = work;
  if (error.fields?.email === 'duplicate')
    return settle(work, { state: 'existing', customerId: error.duplicateOf?.id ?? null });
  if (isAboutEverything(error)) {
    await putBackRows(scope, db, {
      importId: found.id,
      from: 'working',
      to: 'ready',
      numbers: [row.number],
      now: new Date(),
    });
    return 'refuses all';
  }
  return settle(work, { state: 'refused', error: { kind: error.kind, fields: Object.keys(error.fields ?? {}) } });
}

/** A rejection that is not about this customer, e.g. a quota: the rows after it would be rejected as well. */
function isAboutEverything(error: AppError): boolean {
  return error.kind === 'upstream_rejected' && !error.fields && (error.httpStatus === 402 || error.httpStatus === 403);
}

async function settle({ db, found, row }: RowWork, result: Partial<RowResult> & Pick<RowResult, 'state'>) {
  const whole = { customerId: null, error: null, isInvited: false, ...result };
  await completeRow(scope, db, { importId: found.id, number: row.number, now: new Date() }, whole);
  return 'settled' as const;
}

function originOf({ startedAddress, startedUserAgent }: Import): Origin {
  return startedAddress === null && startedUserAgent === null
    ? NO_ORIGIN
    : { address: startedAddress, userAgent: startedUserAgent };
}
