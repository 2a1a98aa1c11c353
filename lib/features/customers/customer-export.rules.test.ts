import { describe, expect, it } from 'vitest';
import { withoutCustomersAddress } from '@/lib/features/activity/rules';
import type { AuditItem } from '@/lib/platform/audit/audit-events';
import { type ExportedCustomer, withoutPersonalData } from './customer-export.rules';

const CUSTOMER: ExportedCustomer = {
  id: 'c-1',
  upstreamId: 'u-1',
  businessName: 'Acme Ltd',
  companyName: 'Acme Ltd',
  legalName: null,
  email: 'olga@acme.example',
  firstName: 'Olga',
  lastName: null,
  status: 'INIT',
  statusSince: null,
  flaggedItems: 0,
  submittedAt: null,
  observedAt: null,
  observedBy: null,
  lastLinkAt: null,
  creation: 'confirmed',
  inviteState: null,
  ownerName: 'Otto Operator',
  createdByName: null,
  createdAt: '2026-11-03T10:00:00.000Z',
};

describe('without personal data', () => {
  it('a business keeps its name, its people lose theirs', () => {
    expect(withoutPersonalData(CUSTOMER)).toEqual({ ...CUSTOMER, email: 'o…a@a…e.example', firstName: 'O…a' });
  });

  it('a business known by its address only does not give it away', () => {
    const masked = withoutPersonalData({ ...CUSTOMER, businessName: CUSTOMER.email, companyName: null });
    expect(JSON.stringify(masked)).not.toContain('olga');
  });

  it('the audit log keeps staff and loses customers’ addresses', () => {
    const item: AuditItem = {
      id: 1,
      at: CUSTOMER.createdAt,
      actorKind: 'staff',
      actorLabel: 'ana@partner.example',
      act: 'customer.created',
      outcome: 'ok',
      customerId: 'c-1',
      businessName: 'olga@acme.example',
      address: '198.51.100.1',
      userAgent: 'A browser',
      requestId: null,
      details: {},
    };
    expect(withoutCustomersAddress(item)).toEqual({ ...item, businessName: 'o…a@a…e.example' });
    const byCustomer = { ...item, actorKind: 'customer', actorLabel: 'olga@acme.example' } as const;
    expect(JSON.stringify(withoutCustomersAddress(byCustomer))).not.toMatch(/olga|198|browser/);
  });
});
