/** The settings of portals under test, in one place; what a test needs differently it says itself. */
import path from 'node:path';

/**
 * What a program under test gets from the shell: what any program needs, and no setting of ours. The shell may hold
 * those of a real deployment.
 */
const PASSED_ON =
  /^(PATH|HOME|USER|TMPDIR|TEMP|TMP|LANG|LC_ALL|SystemRoot|CHROMIUM_PATH|PARTNER_PORTAL_TEST_RUN|TEST_\w+)$/i;

export function cleanEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => PASSED_ON.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' };
}

/** Made up for tests; the emulator accepts whatever pair it is started with. */
export const TEST_KEYS = {
  accessKey: 'ak_test_0123456789',
  secretKey: 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8',
};
export const PASSWORD = 'made-up-for-tests-only';
export const WEBHOOK_SECRET = 'whsec_made_up_for_tests_only';
export const HANDOFF_SECRET = 'made-up-for-tests-only-made-up-0123456789';

export interface PortalPlace {
  readonly port: number;
  /** Where its embedded database goes, or would go. */
  readonly folder: string;
  readonly emulator: { readonly url: string; readonly smtpUrl: string };
  /** Without it the embedded database. */
  readonly databaseUrl?: string | undefined;
  /** The public address; its own on this machine when not given. */
  readonly appUrl?: string | undefined;
}

/**
 * `localhost` in the portal's own address and 127.0.0.1 elsewhere: browsers take them for different sites, and Next
 * rewrites one to the other.
 */
export function portalEnvironment({ port, folder, emulator, databaseUrl, appUrl }: PortalPlace) {
  return {
    NODE_ENV: 'production',
    APP_URL: appUrl ?? `http://localhost:${port}`,
    PORT: String(port),
    HOST: '127.0.0.1',
    DATA_DIR: path.join(folder, 'data'),
    DATABASE_URL: databaseUrl ?? '',
    AUTH_SECRET: 'made-up-for-tests-only-made-up-for-tests-only',
    DEMO_PASSWORD: PASSWORD,
    ONEMONEY_BASE_URL: emulator.url,
    ONEMONEY_ACCESS_KEY: TEST_KEYS.accessKey,
    ONEMONEY_SECRET_KEY: TEST_KEYS.secretKey,
    ONEMONEY_AUTH: 'hmac',
    ONEMONEY_LINK_HOSTS: new URL(emulator.url).host,
    // The cautious default is for the real environment.
    ONEMONEY_REQUESTS_PER_SECOND: '100',
    ONEMONEY_BURST: '200',
    ONEMONEY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    SMTP_URL: emulator.smtpUrl,
    HANDOFF_SECRET,
    // So that each visitor of a test has an address, and with it rate limits, of their own.
    TRUSTED_PROXIES: '1',
    LOG_LEVEL: 'info',
  } satisfies Record<string, string>;
}
