/** What `certificates.mjs` offers to tests written in TypeScript. */
export function makeCertificates(folder: string): {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
};
