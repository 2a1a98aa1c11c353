import { describe, expect, it } from 'vitest';
import type { AuditItem } from '@/lib/platform/audit/audit-events';
import { toActivityCsv, toActivityJson, toByteStream } from './activity-files';

const ITEM: AuditItem = {
  id: 1,
  at: '2026-11-03T10:00:00.000Z',
  actorKind: 'staff',
  actorLabel: 'ana@partner.example',
  act: 'link.refused',
  outcome: 'refused',
  customerId: 'c-1',
  businessName: 'Acme, "Ltd"',
  address: '127.0.0.1',
  userAgent: null,
  requestId: null,
  details: { kind: 'not_editable' },
};

async function* auditLog(...items: readonly Partial<AuditItem>[]) {
  for (const item of items) yield { ...ITEM, ...item };
}

async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  return new Response(toByteStream(chunks)).text();
}

describe('the activity as CSV', () => {
  it('has a header, quotes what needs it and keeps the details as JSON', async () => {
    expect(await textOf(toActivityCsv(auditLog({})))).toBe(
      'at,actorKind,actorLabel,act,outcome,customerId,businessName,address,userAgent,requestId,details\r\n' +
        '2026-11-03T10:00:00.000Z,staff,ana@partner.example,link.refused,refused,c-1,"Acme, ""Ltd""",127.0.0.1,,,' +
        '"{""kind"":""not_editable""}"\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])('takes the power from %j', async (businessName) => {
    const csv = await textOf(toActivityCsv(auditLog({ businessName })));
    expect(csv).toContain(`'${businessName}`);
  });

  it('has its header also when nothing matches', async () => {
    expect(await textOf(toActivityCsv(auditLog()))).toMatch(/^at,actorKind/);
  });

  it('breaks off when the audit log cannot be read to its end', async () => {
    async function* broken() {
      yield ITEM;
      throw new Error('the database is away');
    }
    await expect(textOf(toActivityCsv(broken()))).rejects.toThrow('the database is away');
  });
});

describe('the activity as JSON', () => {
  it('is an array of the same lines', async () => {
    const lines = JSON.parse(await textOf(toActivityJson(auditLog({}, { act: 'link.created' }))));
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatchObject({ act: 'link.created', details: { kind: 'not_editable' } });
    expect(JSON.parse(await textOf(toActivityJson(auditLog())))).toEqual([]);
  });
});

describe('an export', () => {
  it('stops reading when no one takes it any more', async () => {
    for (const toFile of [toActivityCsv, toActivityJson]) {
      let isReading = true;
      async function* endless() {
        try {
          for (;;) yield { ...ITEM, userAgent: 'x'.repeat(300) };
        } finally {
          isReading = false;
        }
      }
      const reader = toByteStream(toFile(endless())).getReader();
      await reader.read();
      await reader.cancel();
      await expect.poll(() => isReading).toBe(false);
    }
  });
});
