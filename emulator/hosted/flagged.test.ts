import { describe, expect, it } from 'vitest';
import { control, send } from '../testing/client';
import { FormBrowser, submitForm } from '../testing/form-browser';
import { setStatus, sharedEmulator } from '../testing/start';

const base = sharedEmulator();

async function flagged(companyReason: string, description: string, isPersonFlagged = true) {
  const { browser, customerId } = await FormBrowser.open(base());
  await submitForm(browser);
  const { json } = await control(base(), 'GET', `/customers/${customerId}`);
  const personId: string = json.answers.persons[0].id;
  await setStatus(base(), customerId, 'PENDING_RESPONSE', {
    company_issues: { company_name: 'Acme Ltd', reject_reason: companyReason, description },
    associated_person_issues: isPersonFlagged
      ? [{ associated_person_id: personId, reject_reason: 'Document expired', description: 'Renew <it>.' }]
      : [],
  });
  const again = new FormBrowser(base());
  const page = await again.openLink(customerId, { locale: 'es' });
  return { browser: again, customerId, personId, page };
}

describe('flagged items', () => {
  it.each([
    ['Name mismatch', 'company'],
    ['ADDRESS_NOT_VERIFIED', 'addresses'],
    ['Ownership unclear', 'persons'],
    ['Document unreadable', 'documents'],
    ['Address proof too old', 'documents'],
  ])('"%s" opens the form at the %s step with the reason at the fields', async (reason, step) => {
    const { page } = await flagged(reason, 'What exactly is wrong.', false);
    expect(page.at).toBe(`/onboarding/${step}`);
    expect(page.html).toContain('What exactly is wrong.');
    expect(page.html).toContain(reason);
    expect(page.html).toMatch(/class="card flagged"|class="group flagged"/);
  });

  it('shows the reviewer’s words as text, in every language, at the person and in the overview', async () => {
    const { browser, personId, page } = await flagged('Name mismatch', '<script>alert(1)</script>');
    expect(page.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page.html).toContain('1Money le pide una corrección');
    expect(page.html).toContain(`href="/onboarding/persons/${personId}"`);
    for (const path of ['persons', `persons/${personId}`]) {
      expect((await browser.get(`/onboarding/${path}`)).html).toContain('Renew &lt;it&gt;.');
    }
    expect((await browser.get('/onboarding/review')).html).toContain('Requiere corrección');
  });

  it('is sent again with the terms accepted again, which clears the flags', async () => {
    const { browser, customerId } = await flagged('Name mismatch', 'Fix the name.');
    const terms = await browser.get('/onboarding/terms');
    expect(terms.html).not.toMatch(/id="isAccepted"[^>]*checked/);
    const sent = await browser.post('/onboarding/terms', { isAccepted: 'yes', signedName: 'Ada Lovelace' });
    expect(sent.at).toMatch(/^https:\/\/portal\.example\//);
    const { json } = await send(base(), 'GET', `/v1/customers/${customerId}`);
    expect(json).toMatchObject({ status: 'PENDING_REVIEW', review_issues: null });
  });
});
