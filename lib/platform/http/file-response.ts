/**
 * The way to every file that people download by a link: checks the session, the query and the reauthentication. A
 * browser shows a response that is no file as a page, so people get a page with words; programs get JSON.
 */
import 'server-only';
import { pageOfFile } from '@/lib/platform/auth/safe-path';
import type { StaffScope } from '@/lib/platform/auth/scope';
import { getScope } from '@/lib/platform/auth/session';
import { type ReadParams, readParams } from '@/lib/platform/input/params';
import { badParams, forbidden, jsonFailure, unauthenticated } from './json-responses';
import { plainPage } from './plain-page';
import { addressOf, confirmFirst } from './reauth-first';

export interface FileContent {
  readonly name: string;
  readonly type: string;
  readonly body: ReadableStream<Uint8Array> | string;
}

/** Makes the file once all checks have passed; or returns what stops it. */
type Make = () => Promise<FileContent | Response>;

interface FileRoute<N extends string> {
  /** Names of the address's parameters. */
  readonly params: readonly N[];
  /** False answers 403. */
  readonly isAllowed?: (scope: StaffScope) => boolean | Promise<boolean>;
  /** Reads the query; returns a response where it cannot be understood or does not exist. */
  readonly prepare: (scope: StaffScope, values: ReadParams<N>['values']) => Make | Response | Promise<Make | Response>;
  /** Whether it holds nothing about customers or staff, so that no reauthentication is needed. */
  readonly isHarmless?: true;
}

/** For GET. Taking a file adds an audit event, so another site must not be able to request it. */
export async function respondWithFile<N extends string>(request: Request, route: FileRoute<N>): Promise<Response> {
  return forReader(request, await respond(request, route));
}

async function respond<N extends string>(request: Request, route: FileRoute<N>): Promise<Response> {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null && site !== 'same-origin' && site !== 'none') return forbidden();
  try {
    const scope = await getScope();
    if (!scope) return unauthenticated();
    if (route.isAllowed && !(await route.isAllowed(scope))) return forbidden();
    const { values, problems } = readParams(new URL(request.url).searchParams, route.params);
    if (problems) return badParams(problems);
    const make = await route.prepare(scope, values);
    if (make instanceof Response) return make;
    const unproven = route.isHarmless ? null : confirmFirst(scope, addressOf(request));
    return unproven ?? toFile(await make());
  } catch (error) {
    return jsonFailure(error);
  }
}

export function toFile(content: FileContent | Response): Response {
  if (content instanceof Response) return content;
  return new Response(content.body, {
    headers: {
      'Content-Type': content.type,
      'Content-Disposition': `attachment; filename="${content.name}"`,
      'Cache-Control': 'private, no-store',
    },
  });
}

const REFUSALS: Readonly<Record<number, { readonly title: string; readonly text: string }>> = {
  400: { title: 'This link is not valid', text: 'Part of it was not recognized. Go back and export again.' },
  403: { title: 'No access', text: 'You don’t have access to this file.' },
  404: { title: 'Not found', text: 'This file doesn’t exist, or you don’t have access.' },
  413: { title: 'Too many customers', text: 'Select fewer customers and export again.' },
  429: { title: 'Too many downloads', text: 'You have downloaded many files. Try again later.' },
  503: { title: 'Something went wrong', text: 'The file was not exported. Try again in a minute.' },
};

/** A response that is no file: a page for a browser that has left the portal's page for it, else JSON. */
export function forReader(request: Request, response: Response): Response {
  const refusal = REFUSALS[response.status];
  const page = pageOfFile(addressOf(request));
  if (request.headers.get('sec-fetch-mode') !== 'navigate' || page === null) return response;
  if (response.status === 401) {
    const Location = `/sign-in?next=${encodeURIComponent(page)}`;
    return new Response(null, { status: 303, headers: { Location, 'Cache-Control': 'private, no-store' } });
  }
  if (!refusal) return response;
  const headers = new Headers(response.headers);
  headers.set('Content-Type', 'text/html; charset=utf-8');
  headers.delete('Content-Length');
  return new Response(plainPage({ ...refusal, link: { href: page, label: 'Go back' } }), {
    status: response.status,
    headers,
  });
}
