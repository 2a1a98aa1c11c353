/** Turbopack would take the portal's own from two folders up. */
export function register() {}
