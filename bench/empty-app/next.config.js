import path from 'node:path';

/** Packages lie two folders up, with the portal's own. */
const config = { turbopack: { root: path.join(import.meta.dirname, '..', '..') } };

export default config;
