import { test as setup } from 'playwright/test';
import { credentialsOf, portalUrl, ROLES, statePath } from './support/environment';
import { signIn } from './support/sign-in';

// Each role signs in once per run, by the real form; the tests start from the cookies it leaves.
for (const role of ROLES)
  setup(`${role} signs in`, async ({ browser }) => {
    setup.skip(credentialsOf(role) === null, `no account of the role ${role} was given`);
    const context = await browser.newContext({ baseURL: portalUrl() });
    await signIn(await context.newPage(), role);
    await context.storageState({ path: statePath(role) });
    await context.close();
  });
