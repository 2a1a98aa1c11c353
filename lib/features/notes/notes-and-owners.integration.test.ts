import { beforeEach, describe, expect, test } from 'vitest';
import { makeCustomer } from '@/lib/features/invites/testing/invites';
import { assignOwner } from '@/lib/features/owners/assign-owner';
import { readSavedViews, saveView } from '@/lib/features/saved-views/saved-views';
import { readRawCustomer } from '@/lib/features/sync/read-raw-customer';
import type { StaffScope } from '@/lib/platform/auth/scope';
import {
  dumpDatabase,
  emptyDatabase,
  insertCustomers,
  makeStaff,
  query,
  setUpDatabase,
} from '@/lib/platform/db/testing';
import { addNote, deleteNote } from './notes';
import { readCare, readNewestAuditId } from './read-care';

setUpDatabase();

const ORIGIN = { address: '203.0.113.9', userAgent: 'A browser' };
const CUSTOMER = 'customer-1';

let ada: StaffScope;
let ben: StaffScope;
beforeEach(async () => {
  await emptyDatabase();
  ada = await makeStaff('operator');
  ben = await makeStaff('operator');
  await insertCustomers([{ id: CUSTOMER, upstreamId: 'up-1', email: 'a@acme.example' }]);
});

const auditLog = () => query("select actor_id, details from audit where act = 'customer.owner_changed' order by id");

describe('a saved view', () => {
  const view = { name: 'Mine', query: 'tab=overdue', isDefault: true };

  test('of a viewer is their own: it changes nothing for others', async () => {
    const viewer = await makeStaff('viewer');
    expect(await saveView(viewer, { ...view, isShared: true }, ORIGIN)).toMatchObject({ error: { kind: 'forbidden' } });
    expect(await query('select id from saved_views')).toEqual([]);
    expect(await saveView(viewer, { ...view, isShared: false }, ORIGIN)).toMatchObject({ ok: true });
    expect(await readSavedViews(viewer)).toMatchObject([{ name: 'Mine', isDefault: true }]);
    expect(await readSavedViews(ada)).toEqual([]);
  });
});

describe('an owner', () => {
  test('when two claim at once one wins, and the other learns who was faster', async () => {
    const claims = [ada, ben].map((scope) =>
      assignOwner(scope, { customerId: CUSTOMER, from: null, to: scope.userId }, ORIGIN),
    );
    const [byAda, byBen] = await Promise.all(claims);
    const [winner, loser] = byAda?.ok ? [ada, byBen] : [ben, byAda];
    expect([byAda?.ok, byBen?.ok].filter(Boolean)).toHaveLength(1);
    expect(loser).toMatchObject({
      error: { kind: 'conflict', reason: 'owner_changed', owner: { id: winner.userId, name: winner.name } },
    });
    expect(await query('select owner_id from customers')).toEqual([{ owner_id: winner.userId }]);
    expect(await auditLog()).toEqual([
      { actor_id: winner.userId, details: { owner: winner.email, formerOwner: null } },
    ]);
  });

  test('is handed on and released; what is so already leaves no trace', async () => {
    const change = (from: string | null, to: string | null) =>
      assignOwner(ada, { customerId: CUSTOMER, from, to }, ORIGIN);
    expect(await change(null, ada.userId)).toMatchObject({ ok: true });
    expect(await change(ada.userId, ben.userId)).toMatchObject({ value: { owner: { id: ben.userId } } });
    expect(await change(ada.userId, ben.userId)).toMatchObject({ value: { owner: { id: ben.userId } } });
    expect(await change(ada.userId, ada.userId)).toMatchObject({
      error: { kind: 'conflict', owner: { id: ben.userId } },
    });
    expect(await change(ben.userId, null)).toEqual({ ok: true, value: { owner: null } });
    expect(await auditLog()).toHaveLength(3);
  });

  test('is no one who may not act, is disabled or does not exist; and an unknown customer has none', async () => {
    const viewer = await makeStaff('viewer');
    const gone = await makeStaff('operator');
    await query(`update users set disabled_at = now() where id = '${gone.userId}'`);
    for (const to of [viewer.userId, gone.userId, crypto.randomUUID()])
      expect(await assignOwner(ada, { customerId: CUSTOMER, from: null, to }, ORIGIN)).toMatchObject({
        error: { kind: 'invalid_input', fields: { to: 'unknown' } },
      });
    expect(await assignOwner(ada, { customerId: 'nobody', from: null, to: ada.userId }, ORIGIN)).toMatchObject({
      error: { kind: 'not_found' },
    });
    expect(await auditLog()).toEqual([]);
  });
});

describe('a note', () => {
  const noteOf = (text: string) => ({ customerId: CUSTOMER, noteId: crypto.randomUUID(), note: text });

  test('sent twice is one note, which everyone on the team reads with author and time', async () => {
    const before = await readNewestAuditId(ben, CUSTOMER);
    const note = noteOf('Called.\nShe sends it <b>today</b>.');
    expect(await addNote(ada, note, ORIGIN)).toEqual({ ok: true, value: null });
    expect(await addNote(ada, note, ORIGIN)).toEqual({ ok: true, value: null });
    expect((await readCare(ben, CUSTOMER)).notes).toEqual([
      {
        id: expect.any(String),
        text: note.note,
        authorName: ada.name,
        createdAt: expect.any(String),
        canDelete: false,
      },
    ]);
    expect(await readNewestAuditId(ben, CUSTOMER)).toBeGreaterThan(before);
    expect(await query("select details from audit where act = 'note.added'")).toEqual([{ details: null }]);
  });

  test('with another text in the form that "back" restored is another note, also when it is sent twice at once', async () => {
    const first = noteOf('Called.');
    const second = { ...first, note: 'Called again.' };
    await addNote(ada, first, ORIGIN);
    await Promise.all([addNote(ada, second, ORIGIN), addNote(ada, second, ORIGIN)]);
    await addNote(ada, first, ORIGIN);
    expect((await readCare(ada, CUSTOMER)).notes.map(({ text }) => text).sort()).toEqual(['Called again.', 'Called.']);
  });

  test('can be deleted by its author for ten minutes, by no one else, and not later', async () => {
    const [kept, gone] = [noteOf('kept'), noteOf('gone')];
    for (const note of [kept, gone]) await addNote(ada, note, ORIGIN);
    const { notes } = await readCare(ada, CUSTOMER);
    const idOf = (sent: { readonly note: string }) => notes.find(({ text }) => text === sent.note)?.id ?? '';
    const in11Minutes = new Date(Date.now() + 11 * 60_000);
    expect(await deleteNote(ben, idOf(gone), ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await deleteNote(ada, idOf(kept), ORIGIN, in11Minutes)).toMatchObject({ error: { kind: 'not_found' } });
    expect(await deleteNote(ada, idOf(gone), ORIGIN)).toEqual({ ok: true, value: null });
    expect(await deleteNote(ada, idOf(gone), ORIGIN)).toMatchObject({ error: { kind: 'not_found' } });
    expect((await readCare(ada, CUSTOMER)).notes.map(({ text, canDelete }) => [text, canDelete])).toEqual([
      ['kept', true],
    ]);
    expect(await query("select count(*)::int as n from audit where act = 'note.deleted'")).toEqual([{ n: 1 }]);
  });

  test('about an unknown customer is refused', async () => {
    expect(await addNote(ada, { ...noteOf('x'), customerId: 'nobody' }, ORIGIN)).toMatchObject({
      error: { kind: 'not_found' },
    });
  });
});

describe('what 1Money itself answers about a customer', () => {
  test('is shown to an admin only, is in the audit log, and is stored nowhere', async () => {
    const admin = await makeStaff('admin');
    const { id, upstreamId } = await makeCustomer(ada);
    expect(await readRawCustomer(ada, id, ORIGIN)).toMatchObject({ error: { kind: 'forbidden' } });
    const read = await readRawCustomer(admin, id, ORIGIN);
    const text = read.ok ? read.value : '';
    expect(JSON.parse(text)).toMatchObject({ customer_id: upstreamId });
    expect(text).toContain('associated_persons');
    expect(await dumpDatabase()).not.toContain('associated_persons');
    expect(
      await query(
        "select actor_id, outcome, request_id is not null as known from audit where act = 'customer.raw_read'",
      ),
    ).toEqual([{ actor_id: admin.userId, outcome: 'ok', known: true }]);
  });
});
