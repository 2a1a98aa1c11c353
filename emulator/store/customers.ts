/** Customers: creation, look-up, lists and the one way a status changes. */

import type { Customer, KybStatus, ReviewIssues } from '../model';
import { deliveriesFor } from '../webhooks/event';
import type { Database } from './database';
import type { Change } from './tables';

export interface NewCustomer {
  entityId: string;
  email: string;
  firstName: string;
  lastName: string;
  companyName: string | null;
  idempotencyKey: string;
  createBodyHash: string;
}

export interface CustomerQuery {
  /** Absent or null: all entities. */
  entityId?: string | null;
  /** Compared exactly with the stored status. */
  status?: KybStatus | null;
  /** Substring of id, e-mail, names or company, in any letter case. */
  search?: string;
  offset: number;
  limit: number;
  order?: 'newest' | 'oldest';
}

export interface CustomerPage {
  customers: Customer[];
  /** Number of matching customers. */
  total: number;
}

/** Never lets `updatedAt` stay the same or go back, even when tests turn the clock back. */
export function revise(db: Database, customer: Customer, patch: Partial<Customer>): Customer {
  return { ...customer, ...patch, updatedAt: Math.max(db.clock.now(), customer.updatedAt + 1) };
}

/** The changes that move a customer to a status, including the webhook deliveries it causes. */
export function statusChanges(
  db: Database,
  customer: Customer,
  patch: Partial<Customer> & { status: KybStatus },
): Change[] {
  const now = db.clock.now();
  const isSubmitted = patch.status === 'PENDING_REVIEW';
  const review = db.settings.autoReview;
  const next = revise(db, customer, {
    ...patch,
    submittedAt: isSubmitted ? now : customer.submittedAt,
    reviewDueAt: isSubmitted && review !== null ? now + review.afterSeconds * 1000 : null,
  });
  const deliveries = next.status === customer.status ? [] : deliveriesFor(db, next);
  return [['customer', next], ...deliveries.map((delivery): Change => ['delivery', delivery])];
}

export function customerStore(db: Database) {
  const { tables } = db;
  return {
    getCustomer: (id: string): Customer | null => tables.customers.get(id) ?? null,
    findCustomerByKey: (entityId: string, key: string): Customer | null => tables.findByKey(entityId, key),
    findCustomerByEmail: (entityId: string, email: string): Customer | null => tables.findByEmail(entityId, email),
    countCustomers: (entityId: string | null): number => tables.idsOf(entityId, null).length,

    createCustomer(input: NewCustomer): Customer {
      const now = db.clock.now();
      const customer: Customer = {
        ...input,
        id: db.ids.uuid('customer'),
        status: 'INIT',
        reviewIssues: null,
        answers: { company: {}, addresses: {}, persons: [], documents: [], terms: {} },
        completedSteps: [],
        createdAt: now,
        updatedAt: now,
        submittedAt: null,
        reviewDueAt: null,
      };
      db.commit([['customer', customer]]);
      return customer;
    },

    listCustomers({
      entityId = null,
      status = null,
      search = '',
      offset,
      limit,
      order = 'newest',
    }: CustomerQuery): CustomerPage {
      let ids = tables.idsOf(entityId, status);
      const needle = search.trim().toLowerCase();
      if (needle !== '') ids = ids.filter((id) => matches(tables.customers.get(id), needle));
      const total = ids.length;
      const picked =
        order === 'oldest'
          ? ids.slice(offset, offset + limit)
          : ids.slice(Math.max(0, total - offset - limit), Math.max(0, total - offset)).reverse();
      return { customers: picked.flatMap((id) => tables.customers.get(id) ?? []), total };
    },

    /** The reviewer's act. Any text is a status; `reviewIssues` undefined keeps the present ones, null clears them. */
    setStatus(id: string, status: KybStatus, reviewIssues?: ReviewIssues | null): Customer | null {
      const customer = tables.customers.get(id);
      if (customer === undefined) return null;
      const issues = reviewIssues === undefined ? customer.reviewIssues : reviewIssues;
      db.commit(statusChanges(db, customer, { status, reviewIssues: issues }));
      return tables.customers.get(id) ?? null;
    },
  };
}

function matches(customer: Customer | undefined, needle: string): boolean {
  if (customer === undefined) return false;
  const { id, email, firstName, lastName, companyName, answers } = customer;
  return [id, email, `${firstName} ${lastName}`, companyName, answers.company.legalName].some((text) =>
    text?.toLowerCase().includes(needle),
  );
}
