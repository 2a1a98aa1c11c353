/** The customer calls: idempotent create, look-up by key, the two shapes of one customer, the list. */
import { hash } from 'node:crypto';
import type { Customer } from '../model';
import { type ApiResponse, joinWireText } from './api-response';
import { createCustomerBody, parseBody } from './bodies';
import { type Call, isUuid, noSuchCustomer, refuse, refuseBody } from './call';
import { parseListQuery } from './list-query';
import { customerJson } from './wire';

export function createCustomer(call: Call): ApiResponse {
  const { store, settings, entity } = call;
  const key = call.idempotencyKey?.trim().toLowerCase();
  if (key === undefined || key === '') return refuse(call, 400, 'Idempotency-Key header is required');
  if (!isUuid(key)) return refuse(call, 400, 'Idempotency-Key must be a valid UUID');
  const parsed = parseBody(createCustomerBody(settings), call.body);
  if ('problem' in parsed) return refuseBody(call, parsed.problem);

  const createBodyHash = hash('sha256', call.body);
  const existing = store.findCustomerByKey(entity.id, key);
  if (existing !== null) return replay(call, existing, createBodyHash);

  const { email, first_name, last_name, company_name } = parsed.data;
  if (store.findCustomerByEmail(entity.id, email) !== null) {
    return refuse(call, 400, 'A customer with this email already exists');
  }
  if (settings.quota !== null && store.countCustomers(entity.id) >= settings.quota) {
    return refuse(call, settings.quotaStatus, `Customer quota of ${settings.quota} reached for this entity`);
  }
  const customer = store.createCustomer({
    entityId: entity.id,
    email,
    firstName: first_name,
    lastName: last_name,
    companyName: company_name ?? null,
    idempotencyKey: key,
    createBodyHash,
  });
  return lightweight(call, customer, 201);
}

/** New and repeated creation look alike: 201 and the present record. */
function replay(call: Call, existing: Customer, createBodyHash: string): ApiResponse {
  const { settings, store } = call;
  const window = settings.idempotencyWindowSeconds;
  if (window !== null && store.clock.now() - existing.createdAt > window * 1000) {
    return refuse(
      call,
      409,
      `Idempotency-Key was first used more than ${window} s ago; look the customer up by its key`,
    );
  }
  if (settings.idempotencyOtherBody === 'conflict' && existing.createBodyHash !== createBodyHash) {
    return refuse(call, 409, 'Idempotency-Key was already used with a different body');
  }
  return lightweight(call, existing, 201);
}

export function findByIdempotencyKey(call: Call): ApiResponse {
  const key = new URLSearchParams(call.query).get('idempotency_key');
  if (key === null || key === '') return refuse(call, 400, 'Query parameter idempotency_key is required');
  const customer = call.store.findCustomerByKey(call.entity.id, key.trim().toLowerCase());
  return customer === null
    ? refuse(call, 404, 'No customer was created with this idempotency key')
    : lightweight(call, customer, 200);
}

export function getHostedCustomer(call: Call, id: string): ApiResponse {
  const customer = ownCustomer(call, id);
  return customer === null ? noSuchCustomer(call) : lightweight(call, customer, 200);
}

export function getCustomer(call: Call, id: string): ApiResponse {
  const customer = ownCustomer(call, id);
  if (customer === null) return noSuchCustomer(call);
  return { status: 200, body: customerJson(customer, 'full', call.settings), customerId: customer.id };
}

export function listCustomers(call: Call): ApiResponse {
  const { settings, store, entity } = call;
  const query = parseListQuery(call.query, settings);
  if ('detail' in query) return refuse(call, settings.validationStatus, query.detail);
  const { customers, total } = store.listCustomers({ entityId: entity.id, ...query, order: settings.listOrder });
  const shape = settings.listItems;
  const items = customers.map((customer) => customerJson(customer, shape, settings)).join(',');
  const rest = totalField(settings.listTotal, total, customers.length);
  return { status: 200, body: joinWireText(`{"customers":[${items}]${rest}}`) };
}

function totalField(meaning: Call['settings']['listTotal'], matching: number, onPage: number): string {
  switch (meaning) {
    case 'matching':
      return `,"total":${matching}`;
    case 'page':
      return `,"total":${onPage}`;
    case 'text':
      return `,"total":"${matching}"`;
    case 'absent':
      return '';
  }
}

/** A customer of another entity is answered exactly like one that does not exist. */
export function ownCustomer(call: Call, id: string): Customer | null {
  const customer = call.store.getCustomer(id);
  return customer !== null && customer.entityId === call.entity.id ? customer : null;
}

function lightweight(call: Call, customer: Customer, status: number): ApiResponse {
  return { status, body: customerJson(customer, 'lightweight', call.settings), customerId: customer.id };
}
