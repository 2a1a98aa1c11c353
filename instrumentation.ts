/** Next runs this once when the server starts. The work is in `instrumentation-node.ts`. */
export async function register(): Promise<void> {
  // Next also compiles this file for its edge runtime and drops this branch there; it must see the literal name.
  // biome-ignore lint/style/noProcessEnv: see above.
  if (process.env.NEXT_RUNTIME === 'nodejs') await (await import('./instrumentation-node')).startPortal();
}
