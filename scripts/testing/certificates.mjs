// @ts-check
/** A certificate authority that nobody knows and a certificate of it, as partners make them for their own servers. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/**
 * @param {string} folder Where the files go.
 * @returns {{ authority: string, certificate: string, key: string }} Paths of PEM files; valid for localhost.
 */
export function makeCertificates(folder) {
  const file = (/** @type {string} */ name) => path.join(folder, name);
  const make = (/** @type {string} */ name, /** @type {readonly string[]} */ more) =>
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
        ...['-keyout', file(`${name}.key`), '-out', file(`${name}.crt`), '-subj', `/CN=${name} of tests`, ...more],
      ],
      { stdio: 'pipe' },
    );
  make('authority', ['-addext', 'keyUsage=critical,keyCertSign']);
  make('server', [
    ...['-CA', file('authority.crt'), '-CAkey', file('authority.key')],
    ...['-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE'],
  ]);
  return { authority: file('authority.crt'), certificate: file('server.crt'), key: file('server.key') };
}
