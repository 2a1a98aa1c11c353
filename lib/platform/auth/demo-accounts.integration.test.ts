import { beforeEach, expect, test, vi } from 'vitest';
import { emptyDatabase, query, setUpDatabase } from '@/lib/platform/db/testing';

setUpDatabase();
beforeEach(emptyDatabase);

/** The environment is read once a process, so each start is a new one as far as modules go. */
async function start(demoPassword: string) {
  vi.resetModules();
  vi.stubEnv('DEMO_PASSWORD', demoPassword);
  const { syncDemoAccounts } = await import('./demo-accounts');
  await syncDemoAccounts();
  const { signInByPassword } = await import('./testing/sign-in');
  const { readSession } = await import('./read-session');
  const { hashSessionId } = await import('./session-token');
  return {
    async signIn(email: string, password: string): Promise<string | null> {
      const started = await signInByPassword({ email, password }, { address: null, userAgent: null });
      return started.ok ? hashSessionId(started.value.sessionId) : null;
    },
    readSession,
  };
}

test('the demo accounts exist with DEMO_PASSWORD and follow it', async () => {
  const first = await start('the first password');
  expect(await query('select email, role, is_demo from users order by email')).toEqual([
    { email: 'admin@demo.example', role: 'admin', is_demo: true },
    { email: 'operator@demo.example', role: 'operator', is_demo: true },
    { email: 'viewer@demo.example', role: 'viewer', is_demo: true },
  ]);
  expect(await first.signIn('viewer@demo.example', 'the first password')).not.toBeNull();
  const second = await start('another password');
  expect(await second.signIn('viewer@demo.example', 'the first password')).toBeNull();
  expect(await second.signIn('viewer@demo.example', 'another password')).not.toBeNull();
  expect(await query('select count(*)::int as count from users')).toEqual([{ count: 3 }]);
});

test('a start without DEMO_PASSWORD ends them and their sessions, and no one else', async () => {
  const demo = await start('the demo password');
  const session = await demo.signIn('admin@demo.example', 'the demo password');
  const { addStaff } = await import('./add-staff');
  const password = await addStaff({ email: 'real@partner.example', name: 'Real', role: 'admin' });
  const real = await demo.signIn('real@partner.example', password);

  const live = await start('');
  expect(await live.signIn('admin@demo.example', 'the demo password')).toBeNull();
  expect(await live.readSession(session ?? '', { isActivity: true })).toBeNull();
  expect(await live.readSession(real ?? '', { isActivity: true })).toMatchObject({ email: 'real@partner.example' });

  const again = await start('the demo password');
  expect(await again.signIn('admin@demo.example', 'the demo password')).not.toBeNull();
});

test('a fresh database without DEMO_PASSWORD has no account at all', async () => {
  await start('');
  expect(await query('select * from users')).toEqual([]);
});
