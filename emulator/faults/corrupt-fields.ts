/** Changes single fields of a successful answer, also inside a list; refusals pass as they are. */
import { type ApiResponse, fromWireText, toWireText, type WireText } from '../api/api-response';
import type { Fault, RequestFaultName } from './registry';

type Fields = Record<string, unknown>;

export function corruptFields(answer: ApiResponse, fault: Fault<RequestFaultName>): WireText {
  if (answer.status >= 300) return answer.body;
  const body: unknown = JSON.parse(fromWireText(answer.body));
  if (!isFields(body)) return answer.body;
  const items = Array.isArray(body.customers) ? body.customers.filter(isFields) : [body];
  for (const item of items) corrupt(item, fault);
  return toWireText(body);
}

function corrupt(item: Fields, fault: Fault<RequestFaultName>): void {
  const name = fault.value ?? ('status' in item ? 'status' : (Object.keys(item).at(-1) ?? ''));
  switch (fault.name) {
    case 'unknown_status':
      if ('status' in item) item.status = fault.value ?? 'QUANTUM_REVIEW';
      return;
    case 'missing_field':
      delete item[name];
      return;
    case 'retype_field':
      item[name] = typeof item[name] === 'string' ? { unexpected: 1 } : 'unexpected';
      return;
    case 'extra_field':
      item[fault.value ?? 'unexpected_field'] = { nested: ['unexpected'] };
      return;
    default:
      return;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
