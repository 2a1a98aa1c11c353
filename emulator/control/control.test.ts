import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../create-emulator';
import { control, create, createdId, link, plain, type Reply, send } from '../testing/client';
import { FormBrowser, fillForm, submitForm } from '../testing/form-browser';
import { startEmulator } from '../testing/start';

function post(base: string, path: string, fields: Record<string, string>, origin = base): Promise<Reply> {
  return plain(base, 'POST', path, { body: new URLSearchParams(fields), headers: { origin } });
}

function page(base: string, path: string): Promise<Reply> {
  return plain(base, 'GET', path);
}

async function customer(base: string, id: string) {
  return (await send(base, 'GET', `/v1/customers/${id}`)).json;
}

describe('the list', () => {
  it('searches, filters by status and pages', async () => {
    const { url } = await startEmulator();
    await control(url, 'POST', '/seed', { customers: 120 });
    const { json } = await create(url, { company_name: 'Zebra & Söhne', email: 'zebra@acme.example' });
    const first = await page(url, '/');
    expect(first.text).toContain('121 in all');
    expect(first.text).toContain('Page 1 of 3');
    expect(first.text).toContain('Zebra &amp; Söhne');
    expect((await page(url, '/?page=3')).text).not.toContain('Zebra');
    const found = await page(url, '/?search=ZEBRA&status=INIT');
    expect(found.text).toContain('1 found');
    expect(found.text).toContain(`/customers/${json.customer_id}`);
    expect((await page(url, '/?search=zebra&status=APPROVED')).text).toContain('No customer matches.');
    expect((await page(url, '/?search=%25')).text).toContain('0 found');
    expect((await page(url, '/?page=99')).text).toContain('Page 3 of 3');
    expect((await page(url, '/?page=-1')).text).toContain('Page 1 of 3');
  });
});

describe('the reviewer', () => {
  it('asks for a correction with flags on company and person, which the API then shows', async () => {
    const { url } = await startEmulator();
    const { browser, customerId } = await FormBrowser.open(url);
    await submitForm(browser);
    const [person] = (await customer(url, customerId)).associated_persons;
    const personId = person.associated_person_id ?? person.id;
    const answer = await post(url, `/customers/${customerId}/decision`, {
      decision: 'ask',
      'company.reason': 'Document unreadable',
      'company.description': 'Please <scan> again.',
      [`person.${personId}.reason`]: 'Document expired',
      [`person.${personId}.description`]: 'Send a valid one.',
    });
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `/customers/${customerId}?done=asked`]);
    expect(await customer(url, customerId)).toMatchObject({
      status: 'PENDING_RESPONSE',
      review_issues: {
        company_issues: { reject_reason: 'Document unreadable', description: 'Please <scan> again.' },
        associated_person_issues: [{ associated_person_id: personId, reject_reason: 'Document expired' }],
      },
    });
    expect((await page(url, `/customers/${customerId}?done=asked`)).text).toContain('Please &lt;scan&gt; again.');
  });

  it('approves, which removes the flags, and rejects with a reason', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    await post(url, `/customers/${id}/decision`, { decision: 'reject', 'company.reason': 'Business activity' });
    expect(await customer(url, id)).toMatchObject({
      status: 'REJECTED',
      review_issues: { company_issues: { reject_reason: 'Business activity' } },
    });
    await post(url, `/customers/${id}/decision`, { decision: 'approve', 'company.reason': 'ignored' });
    expect(await customer(url, id)).toMatchObject({ status: 'APPROVED', review_issues: null });
    expect((await post(url, `/customers/${id}/decision`, {})).status).toBe(400);
  });

  it('does not ask for nothing, and keeps what was typed', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    const flagged = { decision: 'ask', 'company.reason': 'Name mismatch', 'company.description': 'Old words.' };
    await post(url, `/customers/${id}/decision`, flagged);
    const before = await customer(url, id);
    const { status, text } = await post(url, `/customers/${id}/decision`, { decision: 'ask', 'company.reason': ' ' });
    expect(status).toBe(400);
    expect(text).toContain('Say what to correct: fill in at least one reason or description.');
    // Emptied by the reviewer, so it stays empty.
    expect(text).not.toContain('Old words.');
    expect(await customer(url, id)).toEqual(before);
    const undecided = await post(url, `/customers/${id}/decision`, { 'company.description': 'Typed & kept.' });
    expect(undecided.text).toContain('Typed &amp; kept.');
    expect((await post(url, `/customers/${id}/decision`, { ...flagged, 'company.reason': '' })).status).toBe(303);
  });

  it('sets each status, and invents one', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    await post(url, `/customers/${id}/status`, { status: 'ESCALATED', invented: '' });
    expect((await customer(url, id)).status).toBe('ESCALATED');
    await post(url, `/customers/${id}/status`, { status: 'ESCALATED', invented: 'HAVING_LUNCH' });
    expect((await customer(url, id)).status).toBe('HAVING_LUNCH');
    expect((await page(url, `/customers/${id}`)).text).toContain('value="HAVING_LUNCH"');
    expect((await post(url, `/customers/${id}/status`, { invented: 'x'.repeat(101) })).status).toBe(400);
    expect((await post(url, '/customers/nobody/status', { status: 'INIT' })).status).toBe(404);
  });

  it('reads the answers, downloads a file and opens the form', async () => {
    const { url } = await startEmulator();
    const { browser, customerId } = await FormBrowser.open(url);
    await fillForm(browser);
    const { text } = await page(url, `/customers/${customerId}`);
    for (const words of ['HRB 1234', 'Main St 1', 'Ada Lovelace', 'certificate.pdf', 'DEU']) {
      expect(text.includes(words), words).toBe(words !== 'DEU');
    }
    const path = /href="(\/customers\/[^"]*\/documents\/[^"]*)"/.exec(text)?.[1] ?? '';
    const file = await page(url, path);
    expect(file.text).toContain('%PDF-1.7');
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''certificate.pdf");
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    const opened = await post(url, `/customers/${customerId}/open-form`, {});
    expect(opened.headers.get('location')).toMatch(/^\/onboarding\?grant=/);
    await post(url, `/customers/${customerId}/status`, { status: 'APPROVED' });
    expect((await post(url, `/customers/${customerId}/open-form`, {})).status).toBe(400);
  });

  it('sees links without their tokens, and revokes one', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    const { json } = await link(url, id);
    const { text } = await page(url, `/customers/${id}`);
    expect(text).toContain('>open<');
    // The revoke button has to name its link; nothing else may carry the token.
    expect(text.replaceAll(/<input type="hidden"[^>]*>/g, '')).not.toContain(json.grant_token);
    await post(url, `/customers/${id}/revoke`, { token: json.grant_token });
    expect((await page(url, `/customers/${id}`)).text).toContain('>revoked<');
    expect((await plain(url, 'GET', `/onboarding?grant=${json.grant_token}`)).status).toBe(410);
  });

  it('redelivers a webhook', async () => {
    const emulator = await startEmulator({ settings: { webhookRetrySeconds: [] } });
    const { url } = emulator;
    await control(url, 'PATCH', '/settings', { webhookUrl: `${url}/nowhere` });
    const id = await createdId(url);
    await post(url, `/customers/${id}/status`, { status: 'APPROVED' });
    await emulator.settle();
    const { text } = await page(url, `/customers/${id}`);
    const path = /action="(\/deliveries\/[^"]*)"/.exec(text)?.[1] ?? '';
    const again = await post(url, path, { back_to: `/customers/${id}` });
    expect(again.headers.get('location')).toBe(`/customers/${id}?done=redelivered`);
    await emulator.settle();
    expect(emulator.store.deliveriesOf(id)[0]?.attempts).toHaveLength(2);
    const elsewhere = await post(url, path, { back_to: 'https://evil.example/' });
    expect(elsewhere.headers.get('location')).toBe('/webhooks?done=redelivered');
    expect((await page(url, '/webhooks')).text).toContain('customer.kyb_approved');
  });
});

describe('the workshop', () => {
  it('adds, lists, removes and clears faults, and says what is wrong with a bad one', async () => {
    const { url } = await startEmulator();
    await post(url, '/faults', { fault: 'status:503', method: 'GET', path: '/v1/customers', times: '2' });
    const listed = await page(url, '/faults');
    expect(listed.text).toContain('0 of 2');
    expect((await send(url, 'GET', '/v1/customers')).status).toBe(503);
    const id = /action="\/faults\/(\d+)\/remove"/.exec(listed.text)?.[1];
    await post(url, `/faults/${id}/remove`, {});
    expect((await send(url, 'GET', '/v1/customers')).status).toBe(200);
    const refused = await post(url, '/faults', { fault: 'earthquake', path: '"><b>' });
    expect(refused.status).toBe(400);
    expect(refused.text).toContain('unknown fault');
    expect(refused.text).toContain('value="earthquake"');
    expect(refused.text).not.toContain('"><b>');
    await post(url, '/faults', { fault: 'html' });
    await post(url, '/faults/clear', {});
    expect((await page(url, '/faults')).text).toContain('None. Everything works as it should.');
  });

  it('moves the clock and back', async () => {
    const emulator = await startEmulator();
    await post(emulator.url, '/settings/clock', { intent: 'advance', amount: '1.5', unit: 'hours' });
    expect(emulator.clock.offsetMs).toBe(5_400_000);
    expect((await page(emulator.url, '/settings')).text).toContain('1 h 30 min ahead of real time');
    expect((await post(emulator.url, '/settings/clock', { intent: 'advance', amount: '', unit: 'hours' })).status).toBe(
      400,
    );
    await post(emulator.url, '/settings/clock', { intent: 'real' });
    expect(emulator.clock.offsetMs).toBe(0);
  });

  it('changes the automatic review and any other setting, or says why not', async () => {
    const emulator = await startEmulator();
    await post(emulator.url, '/settings/review', { outcome: 'reject', after: '7' });
    expect(emulator.settings.autoReview).toEqual({ outcome: 'reject', afterSeconds: 7 });
    await post(emulator.url, '/settings/review', { outcome: 'off', after: '7' });
    expect(emulator.settings.autoReview).toBeNull();
    await post(emulator.url, '/settings/value', { name: 'statusCase', value: 'lower' });
    expect(emulator.settings.statusCase).toBe('lower');
    const refused = await post(emulator.url, '/settings/value', { name: 'quota', value: '-3' });
    expect([refused.status, refused.text.includes('quota')]).toEqual([400, true]);
    expect((await post(emulator.url, '/settings/value', { name: '__proto__', value: '1' })).status).toBe(400);
  });

  it('shows no secret', async () => {
    const emulator = await startEmulator({ settings: { webhookSecret: 'whsec_must_not_be_seen' } });
    const { text } = await page(emulator.url, '/settings');
    expect(text).not.toContain('whsec_must_not_be_seen');
    for (const entity of emulator.settings.entities) expect(text).not.toContain(entity.secretKey);
  });

  it('shows a request with its body as text', async () => {
    const { url } = await startEmulator();
    await create(url, { first_name: '<script>alert(1)</script>' });
    const list = await page(url, '/journal?search=lightweight');
    const path = /href="(\/journal\/\d+)"/.exec(list.text)?.[1] ?? '';
    const detail = await page(url, path);
    expect(detail.text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(detail.text).not.toContain('<script');
    await post(url, '/journal/clear', {});
    expect((await page(url, '/journal')).text).toContain('No request has come in yet.');
    expect((await page(url, path)).status).toBe(404);
  });
});

describe('the mailbox', () => {
  it('shows a message: text with links, HTML only inside a sandbox', async () => {
    const emulator = await startEmulator({ smtpPort: 0 });
    await sendMail(emulator);
    const list = await page(emulator.url, '/mail');
    const path = /href="(\/mail\/\d+)"/.exec(list.text)?.[1] ?? '';
    const message = await page(emulator.url, path);
    expect(message.text).toContain('href="http://localhost:3000/i/abc"');
    expect(message.text).toMatch(/<iframe[^>]*sandbox="allow-popups/);
    expect(message.text).not.toContain('<script');
    const html = await page(emulator.url, `${path}/html`);
    expect(html.text).toContain('<script>alert(1)</script>');
    expect(html.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/);
    expect(html.headers.get('content-security-policy')).not.toContain('allow-scripts');
    await post(emulator.url, '/mail/clear', {});
    expect((await page(emulator.url, path)).status).toBe(404);
  });
});

describe('every page', () => {
  it('refuses a form from another site and says where it belongs', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    const paths = [
      `/customers/${id}/decision`,
      `/customers/${id}/status`,
      `/customers/${id}/open-form`,
      `/customers/${id}/revoke`,
      '/deliveries/x/redeliver',
      '/faults',
      '/faults/clear',
      '/settings/clock',
      '/settings/value',
      '/settings/review',
      '/journal/clear',
      '/mail/clear',
    ];
    for (const path of paths) {
      for (const origin of ['https://evil.example', 'null']) {
        expect((await post(url, path, { status: 'APPROVED', decision: 'approve' }, origin)).status, path).toBe(403);
      }
    }
    expect((await customer(url, id)).status).toBe('INIT');
  });

  it('has no script, one stylesheet of its own, and the mark of the emulator', async () => {
    const { url } = await startEmulator();
    const id = await createdId(url);
    for (const path of ['/', `/customers/${id}`, '/journal', '/webhooks', '/mail', '/faults', '/settings', '/nope']) {
      const { text, headers } = await page(url, path);
      expect(text).toMatch(/^<!DOCTYPE html>/);
      expect(text).toContain('Emulator, not 1Money');
      expect(text).not.toContain('<script');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'self'; img-src 'self'");
      expect([...text.matchAll(/<link[^>]*href="([^"]*)"/g)].map(([, href]) => href?.split('?')[0])).toEqual([
        '/assets/emulator.svg',
        '/assets/emulator.css',
      ]);
    }
  });
});

/** Hands one message to the mail catcher, line by line as the protocol wants it. */
function sendMail({ smtpPort }: Emulator): Promise<void> {
  const message = [
    'From: portal@demo.example',
    'To: ada@acme.example',
    'Subject: Continue',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Please continue at http://localhost:3000/i/abc.',
    '--b',
    'Content-Type: text/html; charset=utf-8',
    '',
    '<p>Hello</p><script>alert(1)</script>',
    '--b--',
    '.',
  ].join('\r\n');
  const lines = ['EHLO test', 'MAIL FROM:<portal@demo.example>', 'RCPT TO:<ada@acme.example>', 'DATA', message, 'QUIT'];
  return new Promise((resolve, reject) => {
    const socket = connect(smtpPort ?? 0, '127.0.0.1');
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (data) => {
      const line = /^\d{3} /m.test(data.toString()) ? lines.shift() : undefined;
      if (line !== undefined) socket.write(`${line}\r\n`);
    });
  });
}
