/**
 * What a browser has to download before a page works: its own scripts, compressed, beyond what Next itself sends for an
 * empty page, which is measured in the same run by the same rule. Scripts that are loaded later do not count.
 */
import { gzipSync } from 'node:zlib';
import type { APIRequestContext } from 'playwright/test';
import { emptyAppScriptBytes } from '../testing/empty-app';
import { createInvited } from './support/invites';
import { expect, test } from './support/test';

const KIB = 1024;
const BUDGETS = { 'sign-in': 8, list: 14, customer: 10, 'self-serve': 8 } as const;
const CSS_BUDGET_KIB = 8;

async function gzipped(request: APIRequestContext, url: string): Promise<number> {
  const answer = await request.get(url);
  expect(answer.status(), url).toBe(200);
  return gzipSync(await answer.body(), { level: 9 }).length;
}

/** Everything the document names: each address once, without what only browsers from before modules would load. */
async function weigh(request: APIRequestContext, path: string) {
  const answer = await request.get(path, { headers: { accept: 'text/html' } });
  expect(answer.status(), path).toBe(200);
  const html = await answer.text();
  const tags = html.match(/<(script|link)\b[^>]*>/g) ?? [];
  const scripts = new Set<string>();
  const styles = new Set<string>();
  for (const tag of tags) {
    const address = /\b(?:src|href)="([^"]+)"/.exec(tag)?.[1]?.replaceAll('&amp;', '&');
    if (address === undefined || /\bnomodule\b/i.test(tag)) continue;
    expect(address, 'everything comes from the portal itself').toMatch(/^(\/(?!\/)|data:)/);
    const isScript = tag.startsWith('<script') || /rel="modulepreload"|as="script"/.test(tag);
    if (isScript) scripts.add(address);
    if (/rel="stylesheet"/.test(tag)) styles.add(address);
  }
  const sum = async (addresses: ReadonlySet<string>) => {
    let bytes = 0;
    for (const address of addresses) bytes += await gzipped(request, address);
    return bytes;
  };
  return { scriptBytes: await sum(scripts), styleBytes: await sum(styles), requests: 1 + scripts.size + styles.size };
}

test('no page is heavier than its budget', { tag: '@long' }, async ({ page, emulator, openVisitor }, testInfo) => {
  const floor = await emptyAppScriptBytes();
  const { link, staffUrl } = await createInvited(page, emulator);
  // The sign-in page is not shown to a signed-in person.
  const visitor = await openVisitor({ storageState: { cookies: [], origins: [] } });
  const places = [
    ['sign-in', visitor.request, '/sign-in'],
    ['list', page.request, '/customers?tab=all'],
    ['customer', page.request, new URL(staffUrl).pathname],
    ['self-serve', visitor.request, new URL(link).pathname],
  ] as const;
  for (const [name, request, path] of places) {
    const { scriptBytes, styleBytes, requests } = await weigh(request, path);
    const ownKib = (scriptBytes - floor) / KIB;
    const description =
      `${name}: ${ownKib.toFixed(1)} KiB of scripts beyond the ${(floor / KIB).toFixed(1)} of an empty page ` +
      `(${BUDGETS[name]} allowed), ${(styleBytes / KIB).toFixed(1)} KiB of CSS, ${requests} requests`;
    testInfo.annotations.push({ type: 'weight', description });
    expect.soft(ownKib, `${name}: scripts`).toBeLessThanOrEqual(BUDGETS[name]);
    expect.soft(styleBytes / KIB, `${name}: CSS`).toBeLessThanOrEqual(CSS_BUDGET_KIB);
  }
});
