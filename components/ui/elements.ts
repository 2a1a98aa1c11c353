import type { ReactElement } from 'react';

/**
 * Children that may have siblings: elements, but no bare text. Browser translation replaces text nodes, and React
 * cannot update, move or remove a replaced one (scripts/bare-text.mjs).
 */
export type Elements = ReactElement | readonly Elements[] | boolean | '' | null | undefined;
