// @ts-check
/** Example customers for the demo: made in the emulator, as if 1Money had been in use for a while. */

const EXAMPLE_CUSTOMERS = 30;

/**
 * Only an empty emulator is filled, so that a second start keeps what people did. Together they show all nine
 * statuses; the portal finds them by reading the list.
 * @param {string} emulatorUrl
 */
export async function seedEmulator(emulatorUrl) {
  const { total } = await control(emulatorUrl, 'GET', '/customers?limit=1');
  if (total > 0) return;
  await control(emulatorUrl, 'POST', '/seed', { customers: EXAMPLE_CUSTOMERS });
}

/**
 * @param {string} emulatorUrl
 * @param {string} method
 * @param {string} path
 * @param {unknown} [body]
 */
async function control(emulatorUrl, method, path, body) {
  const response = await fetch(`${emulatorUrl}/__emulator${path}`, {
    method,
    signal: AbortSignal.timeout(30_000),
    ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
  });
  if (!response.ok) throw new Error(`The emulator answered ${response.status} to ${method} ${path}.`);
  return response.json();
}
