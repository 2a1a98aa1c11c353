import type { ReactElement } from 'react';

/**
 * What may stand beside other nodes: elements, and no bare text. A browser's translation replaces text nodes, and React
 * cannot change, move or remove a text that is no longer its own (scripts/bare-text.mjs).
 */
export type Elements = ReactElement | readonly Elements[] | boolean | '' | null | undefined;
