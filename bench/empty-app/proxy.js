/** Turbopack would take the portal's own from two folders up. */
export function proxy() {}

export const config = { matcher: '/nowhere' };
