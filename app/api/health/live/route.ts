/** The process runs. Says nothing about its dependencies: a restart would not heal those. */
export function GET(): Response {
  return Response.json({ live: true }, { headers: { 'Cache-Control': 'no-store' } });
}
