import NextAuth from 'next-auth';
import { authOptions } from '@/lib/auth/next-auth';

/** next-auth's protocol endpoints. Options are made per request, because the environment is read lazily. */
async function handler(request: Request, context: RouteContext<'/api/auth/[...nextauth]'>): Promise<Response> {
  return NextAuth(request as never, context as never, authOptions());
}

export { handler as GET, handler as POST };
