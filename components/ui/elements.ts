import type { ReactElement } from 'react';

/**
 * Children that may be beside other nodes: elements, and no bare text. A browser's translation replaces text nodes, and
 * React cannot change, move or remove a text node that was replaced (scripts/bare-text.mjs).
 */
export type Elements = ReactElement | readonly Elements[] | boolean | '' | null | undefined;
