import { describe, expect, it } from 'vitest';
import { control, send } from '../testing/client';
import {
  ADDRESSES,
  COMPANY,
  errorsOf,
  FormBrowser,
  fieldValue,
  fillForm,
  PERSON,
  submitForm,
  titleOf,
} from '../testing/form-browser';
import { sharedEmulator } from '../testing/start';

const base = sharedEmulator();
const RETURN = 'https://portal.example/onboarding/return?state=a%20b&x=1';

async function personIds(customerId: string): Promise<string[]> {
  const { json } = await control(base(), 'GET', `/customers/${customerId}`);
  return json.answers.persons.map((person: { id: string }) => person.id);
}

describe('saving', () => {
  it('"save and leave" keeps half a step without complaint and returns to the partner’s address unchanged', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    const left = await browser.post('/onboarding/company', {
      legalName: 'Half <b>Ltd',
      taxId: '@@@',
      dateOfIncorporation: '2999-01-01',
      description: 'Two\r\nlines & "quotes"',
      intent: 'leave',
    });
    expect([left.status, left.at]).toEqual([303, RETURN]);
    const again = await new FormBrowser(base()).openLink(customerId);
    expect(again.at).toBe('/onboarding/company');
    expect(errorsOf(again)).toEqual([]);
    expect(fieldValue(again, 'legalName')).toBe('Half &lt;b&gt;Ltd');
    expect(fieldValue(again, 'taxId')).toBe('@@@');
    expect(fieldValue(again, 'dateOfIncorporation')).toBe('2999-01-01');
    expect(fieldValue(again, 'description')).toContain('Two\nlines &amp;');
  });

  it('"continue" with mistakes keeps what was typed, marks the fields and stays', async () => {
    const { browser } = await FormBrowser.open(base());
    const page = await browser.post('/onboarding/company', { ...COMPANY, legalName: '', taxId: '<x>' });
    expect(page.at).toBe('/onboarding/company?check=1');
    expect(errorsOf(page)).toEqual(['legalName', 'taxId']);
    expect(fieldValue(page, 'taxId')).toBe('&lt;x&gt;');
    expect(fieldValue(page, 'incorporationCountry')).toBe('DEU');
    expect(page.html).toMatch(/id="taxId"[^>]*aria-invalid="true"[^>]*aria-describedby="taxId-error"/);
    expect(page.html).toContain('id="taxId-error"');
    expect(page.html).toContain('<title>Error: Company');
  });

  it('suggests the name the partner gave, and does not bring it back once it was emptied', async () => {
    const { browser, page } = await FormBrowser.open(base());
    expect(fieldValue(page, 'legalName')).toBe('Acme Ltd');
    expect(fieldValue(await browser.post('/onboarding/company', { ...COMPANY, legalName: '' }), 'legalName')).toBe('');
  });

  it('goes from step to step and ends at the partner’s address with the application sent', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    expect((await browser.post('/onboarding/company', COMPANY)).at).toBe('/onboarding/addresses');
    expect((await browser.post('/onboarding/addresses', ADDRESSES)).at).toBe('/onboarding/persons');
    expect((await fillForm(browser)).at).toBe('/onboarding/review');
    expect((await browser.post('/onboarding/review', {})).at).toBe('/onboarding/terms');
    const sent = await browser.post('/onboarding/terms', { isAccepted: 'yes', signedName: 'Ada Lovelace' });
    expect([sent.status, sent.at]).toEqual([303, RETURN]);
    const { json } = await send(base(), 'GET', `/v1/customers/${customerId}`);
    expect(json).toMatchObject({ status: 'PENDING_REVIEW', business_legal_name: 'Acme Ltd', tax_id: 'DE-12.34/5' });
    expect(json.submitted_at).toMatch(/^\d{4}-/);
    expect(json.terms_signed_at).toMatch(/^\d{4}-/);
    expect(json.associated_persons).toHaveLength(1);
  });

  it('without a partner’s address it ends on a page of its own', async () => {
    const left = await FormBrowser.open(base(), { redirectUrl: null });
    expect(titleOf(await left.browser.post('/onboarding/company', { intent: 'leave' }))).toBe('Your answers are saved');
    const sent = await FormBrowser.open(base(), { redirectUrl: null });
    expect(titleOf(await submitForm(sent.browser))).toBe('Thank you, your application was submitted');
  });

  it('refuses to send an unfinished form, and names the steps', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    await browser.post('/onboarding/company', COMPANY);
    await browser.get('/onboarding/terms');
    const page = await browser.post('/onboarding/terms', { isAccepted: 'yes', signedName: 'Ada' });
    expect(page.at).toBe('/onboarding/review?check=1');
    for (const step of ['addresses', 'persons', 'documents'])
      expect(page.html).toContain(`/onboarding/${step}?check=1`);
    expect(page.html).not.toContain('/onboarding/company?check=1');
    expect((await send(base(), 'GET', `/v1/customers/${customerId}`)).json.status).toBe('INIT');
  });

  it('sends only with the terms accepted and signed', async () => {
    const { browser } = await FormBrowser.open(base());
    await fillForm(browser);
    expect(errorsOf(await browser.post('/onboarding/terms', { signedName: 'Ada' }))).toEqual(['isAccepted']);
    expect(errorsOf(await browser.post('/onboarding/terms', { isAccepted: 'yes' }))).toEqual(['signedName']);
  });
});

describe('addresses', () => {
  it('asks for the second address only when it differs, and keeps it when it no longer does', async () => {
    const { browser } = await FormBrowser.open(base());
    const { isPhysicalSame: _, ...registered } = ADDRESSES;
    const page = await browser.post('/onboarding/addresses', { ...registered, 'physical.city': 'Paris' });
    expect(errorsOf(page)).toEqual([
      'physical.streetLine1',
      'physical.state',
      'physical.postalCode',
      'physical.country',
    ]);
    expect(fieldValue(page, 'physical.city')).toBe('Paris');
    const next = await browser.post('/onboarding/addresses', { ...ADDRESSES, 'physical.city': 'Paris' });
    expect(next.at).toBe('/onboarding/persons');
    expect(fieldValue(await browser.get('/onboarding/addresses'), 'physical.city')).toBe('Paris');
  });
});

describe('owners and directors', () => {
  it('adds, edits and removes a person', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    await browser.get('/onboarding/persons/new');
    const added = await browser.post('/onboarding/persons/new', PERSON);
    expect(added.at).toBe('/onboarding/persons');
    expect(added.html).toContain('Ada Lovelace');
    const [id] = await personIds(customerId);
    await browser.get(`/onboarding/persons/${id}`);
    const edited = await browser.post(`/onboarding/persons/${id}`, { ...PERSON, lastName: 'King' });
    expect(edited.html).toContain('Ada King');
    expect(await personIds(customerId)).toEqual([id]);
    const removed = await browser.post('/onboarding/persons', { intent: `remove:${id}` });
    expect(removed.html).toContain('Nobody has been added yet.');
    expect(titleOf(await browser.get(`/onboarding/persons/${id}`))).toBe('There is no such page');
  });

  it('keeps a half-typed person, once, and adds no one from an untouched page', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    await browser.get('/onboarding/persons/new');
    await browser.post('/onboarding/persons/new', { intent: 'leave' });
    expect(errorsOf(await browser.post('/onboarding/persons/new', {}))).toContain('firstName');
    expect(await personIds(customerId)).toEqual([]);
    const page = await browser.post('/onboarding/persons/new', { firstName: 'Grace' });
    const [id] = await personIds(customerId);
    expect(page.at).toBe(`/onboarding/persons/${id}?check=1`);
    expect(fieldValue(page, 'firstName')).toBe('Grace');
    expect(errorsOf(page)).toEqual(['lastName', 'email', 'birthDate', 'nationality', 'roles']);
    const list = await browser.post('/onboarding/persons', {});
    expect(errorsOf(list)).toEqual(['persons']);
    expect(await personIds(customerId)).toEqual([id]);
  });

  it('needs someone, someone in control, and no more than the whole company', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    const alert = async () => (await browser.post('/onboarding/persons', {})).html;
    await browser.get('/onboarding/persons');
    expect(await alert()).toContain('Add at least one person');
    await browser.post('/onboarding/persons/new', { ...PERSON, roles: ['owner'] });
    expect(await alert()).toContain('At least one person must be a director or a control person');
    await browser.post('/onboarding/persons/new', { ...PERSON, roles: ['owner', 'director'], ownershipPercent: '41' });
    expect(await alert()).toContain('Together the persons own more than 100%');
    const [first] = await personIds(customerId);
    await browser.post(`/onboarding/persons/${first}`, { ...PERSON, roles: ['owner'], ownershipPercent: '59' });
    expect((await browser.post('/onboarding/persons', {})).at).toBe('/onboarding/documents');
  });

  it('stops at 25', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    await browser.get('/onboarding/persons/new');
    for (let count = 0; count < 25; count += 1) await browser.post('/onboarding/persons/new', PERSON);
    const page = await browser.post('/onboarding/persons/new', PERSON);
    expect(page.html).toContain('No more than 25 persons can be added');
    expect(await personIds(customerId)).toHaveLength(25);
  });
});
