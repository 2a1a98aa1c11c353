/** The process runs. Says nothing about what it depends on: restarting it would not heal those. */
export function GET(): Response {
  return Response.json({ live: true }, { headers: { 'Cache-Control': 'no-store' } });
}
