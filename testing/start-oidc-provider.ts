/** Starts the provider of single sign-on for tests as a process of its own. */
import path from 'node:path';
import { takePort } from './ports';
import { Program, projectFolder } from './program';

const CLIENT_ID = 'partner-portal';
const CLIENT_SECRET = 'single-sign-on-tests-only';

export interface RunningProvider {
  readonly url: string;
  /** The settings of a portal that uses it. */
  readonly env: Readonly<Record<string, string>>;
  stop(): Promise<unknown>;
}

export async function startOidcProvider({ appUrl }: { readonly appUrl: string }): Promise<RunningProvider> {
  const port = await takePort();
  const url = `http://127.0.0.1:${port}`;
  const script = path.join(projectFolder, 'testing', 'oidc-provider.mjs');
  const args = [script, CLIENT_ID, CLIENT_SECRET, appUrl];
  const program = Program.start({ name: 'single sign-on', args, env: { OIDC_PORT: String(port) } });
  await program.untilAnswers(`${url}/.well-known/openid-configuration`);
  return {
    url,
    env: { OIDC_ISSUER: url, OIDC_CLIENT_ID: CLIENT_ID, OIDC_CLIENT_SECRET: CLIENT_SECRET },
    stop: () => program.kill(),
  };
}
