import { expect, it } from 'vitest';
import { toCustomerTask } from './customer-task';

it.each([
  ['INIT', 'submit'],
  ['PENDING_RESPONSE', 'add_information'],
  ['REJECTED', 'correct'],
  ['PENDING_REVIEW', null],
  ['UNDER_REVIEW', null],
  ['ESCALATED', null],
  ['PENDING_APPROVAL', null],
  ['PROVISIONING', null],
  ['APPROVED', null],
  ['SOMETHING_NEW', null],
  ['UNKNOWN', null],
])('of %s the task of the customer is %s', (status, task) => expect(toCustomerTask(status)).toBe(task));
