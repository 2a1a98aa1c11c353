import { beforeEach, expect, test } from 'vitest';
import { readInvites } from '@/lib/features/invites/read-invites';
import { deliverDueMails, makeCustomer, makeInvite } from '@/lib/features/invites/testing/invites';
import { readInvite } from '@/lib/features/self-serve/read-invite';
import { emptyDatabase, makeStaff, query, setUpDatabase } from '@/lib/platform/db/testing';
import { canMail } from '@/lib/platform/mail/can-mail';

setUpDatabase({ env: { SMTP_URL: '' } });
beforeEach(emptyDatabase);

test('without a mail server the link works and can be copied, and staff read why nothing was mailed', async () => {
  const staff = await makeStaff();
  const customer = await makeCustomer(staff);
  const { token } = await makeInvite(staff, customer);
  await deliverDueMails();
  expect(canMail()).toBe(false);
  expect(await readInvites(staff, customer.id)).toMatchObject([
    { state: 'not_delivered', reason: expect.stringContaining('No mail server is configured'), isLiving: true },
  ]);
  expect(await query('select tries from mails')).toEqual([{ tries: 1 }]);
  expect(await readInvite(token)).not.toBeNull();
});
