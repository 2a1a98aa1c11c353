import { type Answer, portal } from './client';

const MAX_TRIES = 6;

/**
 * Where two answers differ, or null. A page is written in pieces as they become ready, so that two answers of one
 * kind may come in another order: they count as the same when any of a few tries of the one equals one of the other.
 */
export async function findDifference(ask: (isMissing: boolean) => Promise<Answer>): Promise<string | null> {
  const foreign = new Set<string>();
  const missing = new Set<string>();
  for (let tries = 0; tries < MAX_TRIES; tries += 1) {
    foreign.add(mask(await ask(false)));
    missing.add(mask(await ask(true)));
    if ([...foreign].some((text) => missing.has(text))) return null;
  }
  const [a = '', b = ''] = [[...foreign][0], [...missing][0]];
  const at = [...a].findIndex((letter, index) => letter !== b[index]);
  return `…${a.slice(Math.max(0, at - 60), at + 120)}… instead of …${b.slice(Math.max(0, at - 60), at + 120)}…`;
}

/** A response without what differs from request to request: nonces, form tokens, times, and the requested id. */
function mask({ status, headers, text }: Answer): string {
  const { business, importId, runId, missingId } = portal().fixtures;
  const { date: _date, etag: _etag, 'content-length': _length, 'set-cookie': cookies = [], ...rest } = headers;
  return (
    JSON.stringify({ status, rest, cookies: cookies.map(openAnswer), text })
      .replaceAll(business.id, 'ID')
      .replaceAll(business.inviteId, 'ID')
      .replaceAll(importId, 'ID')
      .replaceAll(runId, 'ID')
      .replaceAll(missingId, 'ID')
      .replace(/[\w-]+@fresh\.example/g, 'FRESH')
      .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'UUID')
      .replace(/[0-9a-f]{32}/g, 'NONCE')
      .replace(/[\w-]{43}/g, 'PROOF')
      // Next marks the head of a page with an id of the request.
      .replace(/(?<![\w-])[\w-]{21}[vm](?![\w-])/g, 'REQUEST')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|\w{3}, \d\d \w{3} \d{4} [\d:]+ GMT/g, 'TIME')
  );
}

/** The cookie of an answer says for which id it is meant, as a digest. */
function openAnswer(line: string): string {
  const kept = /portal-answer=([\w-]+)/.exec(line)?.[1];
  if (kept === undefined) return line;
  const opened = Buffer.from(kept, 'base64url')
    .toString()
    .replace(/"about":"[^"]*"/, '');
  return line.replace(kept, opened);
}
