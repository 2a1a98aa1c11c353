import { PublicShell } from '@/components/shell/public-shell';

export const metadata = { title: 'Not found' };

/** Next's own page carries inline styles, which the policy refuses. */
export default function NotFound() {
  return (
    <PublicShell partnerName="Partner portal">
      <h1 className="text-xl font-semibold">Not found</h1>
      <p className="text-muted">There is nothing at this address, or it is not yours to see.</p>
      <p>
        <a href="/" className="link">
          Go to the start
        </a>
      </p>
    </PublicShell>
  );
}
