import { describe, expect, it } from 'vitest';
import { control } from '../testing/client';
import { errorsOf, FormBrowser, pdf, submitForm, titleOf } from '../testing/form-browser';
import { sharedEmulator } from '../testing/start';

const base = sharedEmulator();
const CERTIFICATE = 'file.certificate_of_incorporation';
const PROOF = 'file.proof_of_address';
const LIMIT = 3 * 1024 * 1024;

interface StoredDocument {
  id: string;
  slot: string;
  fileName: string;
  contentType: string;
}

async function documentsOf(customerId: string): Promise<StoredDocument[]> {
  const { json } = await control(base(), 'GET', `/customers/${customerId}`);
  return json.answers.documents;
}

async function open() {
  const opened = await FormBrowser.open(base());
  await opened.browser.get('/onboarding/documents');
  return opened;
}

describe('uploads', () => {
  it('takes a file of exactly 3 MB and refuses one byte more, keeping the good one of the same form', async () => {
    const { browser, customerId } = await open();
    const page = await browser.post('/onboarding/documents', {
      [CERTIFICATE]: pdf('fits.pdf', LIMIT),
      [PROOF]: pdf('large.pdf', LIMIT + 1),
    });
    expect(page.status).toBe(422);
    expect(errorsOf(page)).toEqual([PROOF]);
    expect(page.html).toContain('the file is larger than 3 MB');
    expect((await documentsOf(customerId)).map(({ fileName }) => fileName)).toEqual(['fits.pdf']);
  });

  it.each([
    ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0], 'image/png'],
    ['jpg', [0xff, 0xd8, 0xff, 0xe0, 0], 'image/jpeg'],
    ['pdf', [...Buffer.from('%PDF-1.4')], 'application/pdf'],
  ])('knows a %s by its content, whatever it is called', async (_name, bytes, contentType) => {
    const { browser, customerId } = await open();
    const file = new File([new Uint8Array(bytes)], 'anything.bin', { type: 'text/html' });
    await browser.post('/onboarding/documents', { [CERTIFICATE]: file, intent: 'upload' });
    expect(await documentsOf(customerId)).toMatchObject([{ contentType }]);
  });

  it.each([
    ['a page called .pdf', new File(['<html>'], 'page.pdf', { type: 'application/pdf' }), 'only PNG, JPEG and PDF'],
    ['an empty file', new File([], 'empty.pdf'), 'the file is empty'],
  ])('refuses %s', async (_name, file, words) => {
    const { browser, customerId } = await open();
    const page = await browser.post('/onboarding/documents', { [CERTIFICATE]: file });
    expect(page.html).toContain(words);
    expect(await documentsOf(customerId)).toEqual([]);
  });

  it('replaces, removes, and misses what is needed', async () => {
    const { browser, customerId } = await open();
    await browser.post('/onboarding/documents', { [CERTIFICATE]: pdf('first.pdf'), intent: 'upload' });
    await browser.post('/onboarding/documents', { [CERTIFICATE]: pdf('second.pdf'), intent: 'upload' });
    const [document, ...others] = await documentsOf(customerId);
    expect([document?.fileName, others.length]).toEqual(['second.pdf', 0]);
    expect(errorsOf(await browser.post('/onboarding/documents', {}))).toEqual([PROOF]);
    const removed = await browser.post('/onboarding/documents', { intent: `remove:${document?.id}` });
    expect(removed.at).toBe('/onboarding/documents');
    expect(errorsOf(await browser.post('/onboarding/documents', {}))).toEqual([CERTIFICATE, PROOF]);
  });

  it('"save and leave" stores the chosen file', async () => {
    const { browser, customerId } = await open();
    const left = await browser.post('/onboarding/documents', { [PROOF]: pdf('bill.pdf'), intent: 'leave' });
    expect(left.at).toMatch(/^https:\/\/portal\.example\//);
    expect(await documentsOf(customerId)).toMatchObject([{ fileName: 'bill.pdf', slot: 'proof_of_address' }]);
  });

  it('shows a name without its path and without markup taking effect', async () => {
    const { browser } = await open();
    const file = pdf('C:\\fake\\<img src=x>.pdf');
    const page = await browser.post('/onboarding/documents', { [CERTIFICATE]: file, intent: 'upload' });
    expect(page.html).toContain('&lt;img src=x&gt;.pdf');
    expect(page.html).not.toContain('<img src=x');
    expect(page.html).not.toContain('fake');
  });

  it('answers a body beyond all limits with a page, not an error', async () => {
    const { browser } = await open();
    const page = await browser.post('/onboarding/documents', { [CERTIFICATE]: pdf('huge.pdf', 17 * 1024 * 1024) });
    expect([page.status, titleOf(page)]).toEqual([413, 'The upload is too large']);
  });

  it('a person’s identity document goes with the person', async () => {
    const { browser, customerId } = await FormBrowser.open(base());
    await submitForm(browser);
    await control(base(), 'POST', `/customers/${customerId}/status`, { status: 'PENDING_RESPONSE' });
    const again = new FormBrowser(base());
    await again.openLink(customerId);
    const { json } = await control(base(), 'GET', `/customers/${customerId}`);
    const personId = json.answers.persons[0].id;
    await again.get('/onboarding/documents');
    await again.post('/onboarding/documents', {
      [`file.person_identity.${personId}`]: pdf('pass.pdf'),
      intent: 'upload',
    });
    expect((await documentsOf(customerId)).map(({ slot }) => slot)).toContain('person_identity');
    await again.get('/onboarding/persons');
    await again.post('/onboarding/persons', { intent: `remove:${personId}` });
    expect((await documentsOf(customerId)).map(({ slot }) => slot)).not.toContain('person_identity');
  });
});
