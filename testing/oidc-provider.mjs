// @ts-check
/**
 * A real OpenID Connect provider (the package oidc-provider) as a process of its own, for tests of single sign-on. Its
 * sign-in page asks who one wants to be and, for tests of protocol, in what way the answer shall be wrong. Prints its
 * address as the first line. Everything it knows is in memory.
 */
import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { Provider } from 'oidc-provider';

const [, , clientId = '', clientSecret = '', appUrl = ''] = process.argv;

/** What a person typed at the sign-in page, by subject. @type {Map<string, Record<string, unknown>>} */
const claimsOf = new Map();
/** How the next ID token of a subject shall be wrong. @type {Map<string, string>} */
const faultOf = new Map();
let isDown = false;

const { privateKey } = await generateKeyPair('RS256', { extractable: true });
const { privateKey: otherKey } = await generateKeyPair('RS256', { extractable: true });
const jwk = { ...(await exportJWK(privateKey)), kid: 'test', alg: 'RS256', use: 'sig' };

/** @param {string} url */
function makeProvider(url) {
  return new Provider(url, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${appUrl}/api/auth/callback/oidc`],
        post_logout_redirect_uris: [`${appUrl}/sign-in`],
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: ['tests-only'] },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: { enabled: true, logoutSource: askToSignOut },
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    // Consent is what an administrator of the company has given once for all.
    async loadExistingGrant(context) {
      const { client, session, params } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client?.clientId, accountId: session?.accountId });
      grant.addOIDCScope(String(params?.scope ?? ''));
      await grant.save();
      return grant;
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...claimsOf.get(sub) }) }),
  });
}

/** @param {string} title @param {string} body */
const page = (title, body) =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><link rel="icon" href="data:,"><title>${title}</title><main><h1>${title}</h1>${body}</main></html>`;

const SIGN_IN = page(
  'The company’s sign-in',
  `<form method="post">
    <p><label>E-mail <input name="email" autocomplete="off"></label></p>
    <p><label>Name <input name="name"></label></p>
    <p><label>Groups, separated by commas <input name="groups"></label></p>
    <p><label>Is the address verified? <input name="verified" value="yes"></label></p>
    <p><label>Fault <input name="fault"></label></p>
    <button name="act" value="continue">Continue</button>
    <button name="act" value="refuse">Refuse</button>
  </form>`,
);

/** Asks only whoever does not prove whose sign-out it is, as most providers do. @type {(context: any, form: string) => void} */
function askToSignOut(context, form) {
  const isKnown = context.oidc.params?.id_token_hint !== undefined;
  const button = '<button form="op.logoutForm" name="logout" value="yes">Sign out</button>';
  const press = isKnown ? '<script>document.querySelector("button").click()</script>' : '';
  context.body = page('Sign out of the company', `${form}${button}${press}`);
}

/** @param {import('node:http').IncomingMessage} request */
async function readForm(request) {
  let text = '';
  for await (const chunk of request) text += chunk;
  return new URLSearchParams(text);
}

/** @param {Provider} provider @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function interact(provider, request, response) {
  if (request.method !== 'POST') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    return response.end(SIGN_IN);
  }
  const form = await readForm(request);
  if (form.get('act') === 'refuse')
    return provider.interactionFinished(request, response, {
      error: 'access_denied',
      error_description: 'by the user',
    });
  const email = form.get('email') ?? '';
  const accountId = `subject of ${email}`;
  const fault = form.get('fault') ?? '';
  const groups = fault === 'overage' ? undefined : (form.get('groups') ?? '').split(',').filter(Boolean);
  const isVerified = ['edov', 'silent'].includes(fault) ? undefined : form.get('verified') === 'yes';
  claimsOf.set(accountId, { email, email_verified: isVerified, name: form.get('name'), groups });
  faultOf.set(accountId, fault);
  return provider.interactionFinished(request, response, { login: { accountId } });
}

/** @param {string} token @param {string} fault */
async function corrupt(token, fault) {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const now = Math.floor(Date.now() / 1000);
  /** @type {Record<string, object>} */
  const changes = {
    expired: { iat: now - 7_200, exp: now - 3_600 },
    nonce: { nonce: 'of another sign-in' },
    audience: { aud: 'another client' },
    issuer: { iss: 'https://another.example' },
    // A clock that is ahead: Entra ID, for one, says from when on a token is valid.
    'ahead 45': { iat: now + 45, nbf: now + 45, exp: now + 3_645 },
    'ahead 90': { iat: now + 90, nbf: now + 90, exp: now + 3_690 },
    // As Entra ID answers for members of more than 200 groups.
    overage: { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: url } } },
    edov: { xms_edov: '1' },
  };
  if (fault === 'unsigned') {
    const head = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    return `${head}.${token.split('.')[1]}.`;
  }
  const key = fault === 'signature' ? otherKey : privateKey;
  const header = { alg: 'RS256', kid: 'test' };
  return new SignJWT({ ...claims, ...changes[fault] }).setProtectedHeader(header).sign(key);
}

const server = createServer();
await new Promise((resolve) =>
  server.listen(Number(process.env.OIDC_PORT ?? 0), '127.0.0.1', () => resolve(undefined)),
);
const address = server.address();
const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
const provider = makeProvider(url);
provider.use(async (/** @type {any} */ context, /** @type {() => Promise<void>} */ next) => {
  await next();
  const token = context.path === '/token' ? context.body?.id_token : undefined;
  if (typeof token !== 'string') return;
  const { sub } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
  const fault = faultOf.get(sub) ?? '';
  if (fault !== '') context.body.id_token = await corrupt(token, fault);
});
const reply = provider.callback();
server.on('request', (request, response) => {
  const path = request.url ?? '';
  if (path === '/test/down' || path === '/test/up') {
    isDown = path === '/test/down';
    return response.end();
  }
  if (isDown) return request.socket.destroy();
  if (!path.startsWith('/interaction/')) return reply(request, response);
  return interact(provider, request, response).catch((error) => {
    response.statusCode = 500;
    response.end(String(error));
  });
});
console.log(url);
