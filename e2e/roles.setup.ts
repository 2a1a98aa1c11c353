import { test as setup } from 'playwright/test';
import { credentialsOf, ROLES } from './support/environment';
import { keepSignedIn } from './support/sign-in';

// Each role signs in once per run, by the real form; the tests start from the cookies it leaves.
for (const role of ROLES)
  setup(`${role} signs in`, async ({ browser }) => {
    setup.skip(credentialsOf(role) === null, `no account of the role ${role} was given`);
    await keepSignedIn(browser, role, { maxAgeMs: 0 });
  });
