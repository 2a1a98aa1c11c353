/** Mail scanners, link previews and bots: whatever they do with an invite's link, no onboarding link is created. */
import type { APIRequestContext } from 'playwright/test';
import { portalUrl } from './support/environment';
import { createInvited } from './support/invites';
import { anyAddress, expect, test } from './support/test';

const SCANNERS: readonly Record<string, string>[] = [
  { 'User-Agent': 'Mozilla/5.0 (compatible; Microsoft SafeLinks)' },
  { 'User-Agent': 'facebookexternalhit/1.1' },
  { Purpose: 'prefetch', 'Sec-Purpose': 'prefetch;prerender' },
  { RSC: '1', 'Next-Router-Prefetch': '1' },
];

test('HEAD and GET, twenty times each, create nothing', { tag: '@long' }, async ({ page, emulator, playwright }) => {
  const { id, link } = await createInvited(page, emulator);
  const scanner = await playwright.request.newContext();
  for (let round = 0; round < 20; round += 1) {
    const headers = SCANNERS[round % SCANNERS.length] ?? {};
    expect((await scanner.head(link, { headers })).status()).toBe(200);
    expect((await scanner.get(link, { headers })).status()).toBe(200);
  }
  await scanner.dispose();
  expect(await emulator.links(id)).toHaveLength(0);
});

test('a headless browser that loads, moves the mouse and waits creates nothing', async ({
  page,
  emulator,
  openVisitor,
}) => {
  const { id, link } = await createInvited(page, emulator);
  const scanner = await openVisitor();
  await scanner.clock.install();
  await scanner.goto(link);
  const button = scanner.getByRole('button', { name: 'Continue to the form' });
  await button.hover();
  for (const [x, y] of [
    [10, 10],
    [400, 300],
    [700, 500],
  ] as const)
    await scanner.mouse.move(x, y, { steps: 5 });
  await scanner.mouse.wheel(0, 500);
  await button.focus();
  await scanner.clock.fastForward('10:00');
  await expect(button).toBeVisible();
  expect(await emulator.links(id)).toHaveLength(0);
});

/** The fields of the form with the button, as a bot without scripts reads them from the page. */
async function readForm(request: APIRequestContext, link: string): Promise<Record<string, string>> {
  const html = await (await request.get(link)).text();
  const form = html.split('<form').find((part) => part.includes('name="token"')) ?? '';
  const fields = form.split('</form>')[0]?.matchAll(/<input[^>]*>/g) ?? [];
  const attribute = (input: string, name: string) =>
    (new RegExp(` ${name}="([^"]*)"`).exec(input)?.[1] ?? '')
      .replaceAll('&quot;', '"')
      .replaceAll('&#x27;', "'")
      .replaceAll('&amp;', '&');
  return Object.fromEntries([...fields].map(([input]) => [attribute(input, 'name'), attribute(input, 'value')]));
}

test('a bot that submits the form is stopped by what it lacks: the cookie, the origin, the proof', {
  tag: '@long',
}, async ({ page, emulator, playwright }) => {
  const { id, link } = await createInvited(page, emulator);
  const own = portalUrl();
  const address = { 'X-Forwarded-For': anyAddress() };
  const newBot = () => playwright.request.newContext({ extraHTTPHeaders: address });

  await test.step('without the cookie', async () => {
    const reader = await newBot();
    const multipart = await readForm(reader, link);
    expect(multipart).toHaveProperty('proof');
    const bot = await newBot();
    await bot.post(link, { multipart, headers: { Origin: own }, maxRedirects: 0 });
    expect(await emulator.links(id)).toHaveLength(0);
    await Promise.all([reader.dispose(), bot.dispose()]);
  });

  for (const headers of [{}, { Origin: 'https://evil.example' }, { Origin: 'null' }] as Record<string, string>[])
    await test.step(`with the cookie and Origin ${headers.Origin ?? 'absent'}`, async () => {
      const bot = await newBot();
      const multipart = await readForm(bot, link);
      await bot.post(link, { multipart, headers, maxRedirects: 0 });
      expect(await emulator.links(id)).toHaveLength(0);
      await bot.dispose();
    });

  await test.step('with the cookie, and the proof of another form', async () => {
    const bot = await newBot();
    const fields = await readForm(bot, link);
    const html = await (await bot.get(link)).text();
    const proofs = [...html.matchAll(/name="proof" value="([\w-]+)"/g)].map((match) => match[1] ?? '');
    const foreign = proofs.find((proof) => proof !== fields.proof) ?? '';
    expect(foreign).not.toBe('');
    await bot.post(link, { multipart: { ...fields, proof: foreign }, headers: { Origin: own }, maxRedirects: 0 });
    expect(await emulator.links(id)).toHaveLength(0);
    await bot.dispose();
  });

  await test.step('with everything it is no longer told from a person without scripts, and goes to the form', async () => {
    const bot = await newBot();
    const multipart = await readForm(bot, link);
    const answer = await bot.post(link, { multipart, headers: { Origin: own }, maxRedirects: 0 });
    expect(answer.status()).toBe(303);
    expect(await emulator.links(id)).toHaveLength(1);
    await bot.dispose();
  });
});
