/** The process runs. Does not check dependencies: a restart would not fix those. */
export function GET(): Response {
  return Response.json({ live: true }, { headers: { 'Cache-Control': 'no-store' } });
}
