/** A certificate authority that no one knows and a certificate of it, as partners make them for their own servers. */
import { execFileSync } from 'node:child_process';
import path from 'node:path';

/** Paths of PEM files in the folder, valid for localhost. */
export function makeCertificates(folder: string) {
  const file = (name: string) => path.join(folder, name);
  const make = (name: string, more: readonly string[]) =>
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
