// @ts-check
/** Addresses and environment of the demo's two programs, from the few variables people may set. */
import { demoPaths } from './demo-state.mjs';
import { parsePort } from './ports.mjs';

/** From the emulator's port to that of its mail catcher, as the emulator itself counts. */
const TO_SMTP_PORT = 15;

/** @typedef {{ host: string, port: number, emulatorPort: number, smtpPort: number }} DemoAddresses */

/** Throws with a sentence for people when a port is not one. @returns {DemoAddresses} */
export function readDemoAddresses() {
  const port = parsePort(process.env.PORT, 3000);
  const emulatorPort = parsePort(process.env.EMULATOR_PORT, 4010);
  if (port === null) throw new Error('PORT must be a whole number from 1 to 65535.');
  if (emulatorPort === null) throw new Error('EMULATOR_PORT must be a whole number from 1 to 65535.');
  const smtpPort = parsePort(process.env.EMULATOR_SMTP_PORT, smtpPortBeside(emulatorPort));
  if (smtpPort === null) throw new Error('EMULATOR_SMTP_PORT must be a whole number from 1 to 65535.');
  if (new Set([port, emulatorPort, smtpPort]).size < 3)
    throw new Error('PORT, EMULATOR_PORT and EMULATOR_SMTP_PORT must differ.');
  return { host: process.env.HOST || '127.0.0.1', port, emulatorPort, smtpPort };
}

/** @param {number} emulatorPort */
function smtpPortBeside(emulatorPort) {
  return emulatorPort + TO_SMTP_PORT > 65_535 ? emulatorPort - TO_SMTP_PORT : emulatorPort + TO_SMTP_PORT;
}

/** The ports the demo needs, with the variable that changes each. @param {DemoAddresses} addresses */
export function demoPorts({ port, emulatorPort, smtpPort }) {
  return /** @type {const} */ ([
    ['PORT', port],
    ['EMULATOR_PORT', emulatorPort],
    ['EMULATOR_SMTP_PORT', smtpPort],
  ]);
}

/** @param {DemoAddresses} addresses */
export function demoUrls({ port, emulatorPort }) {
  return { portal: `http://localhost:${port}`, emulator: `http://localhost:${emulatorPort}` };
}

/**
 * @param {DemoAddresses} addresses
 * @param {import('./demo-state.mjs').DemoSecrets} secrets
 */
export function emulatorEnvironment({ host, port, emulatorPort, smtpPort }, { accessKey, secretKey, webhookSecret }) {
  return {
    HOST: host,
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_SMTP_PORT: String(smtpPort),
    EMULATOR_DATA_DIR: demoPaths.emulator,
    ONEMONEY_ACCESS_KEY: accessKey,
    ONEMONEY_SECRET_KEY: secretKey,
    EMULATOR_WEBHOOK_URL: `http://127.0.0.1:${port}/api/webhooks/onemoney`,
    EMULATOR_WEBHOOK_SECRET: webhookSecret,
  };
}

/**
 * What the demo decides is set, also to "not set": variables of a shell or a `.env` made for a real deployment must
 * not lead the demo to a real database or to the real 1Money.
 * @param {DemoAddresses} addresses
 * @param {import('./demo-state.mjs').DemoSecrets} secrets
 */
export function portalEnvironment({ host, port, emulatorPort, smtpPort }, secrets) {
  return {
    APP_URL: `http://localhost:${port}`,
    PORT: String(port),
    HOST: host,
    DATA_DIR: demoPaths.portal,
    DATABASE_URL: '',
    AUTH_SECRET: secrets.authSecret,
    DEMO_PASSWORD: secrets.password,
    ONEMONEY_BASE_URL: `http://127.0.0.1:${emulatorPort}`,
    ONEMONEY_ACCESS_KEY: secrets.accessKey,
    ONEMONEY_SECRET_KEY: secrets.secretKey,
    ONEMONEY_AUTH: 'hmac',
    ONEMONEY_LINK_HOSTS: '',
    // The emulator is on this machine; the cautious default rate is for the real environment.
    ONEMONEY_REQUESTS_PER_SECOND: '20',
    ONEMONEY_BURST: '40',
    ONEMONEY_WEBHOOK_SECRET: secrets.webhookSecret,
    OIDC_ISSUER: '',
    OIDC_CLIENT_ID: '',
    OIDC_CLIENT_SECRET: '',
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
