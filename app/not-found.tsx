import { PublicShell } from '@/components/shell/public-shell';

export const metadata = { title: 'Not found' };

/** English only, also under customers' paths. Replaces Next's page, whose inline styles the policy blocks. */
export default function NotFound() {
  return (
    <div lang="en" dir="ltr">
      <PublicShell partnerName="Partner portal">
        <h1 className="text-xl font-semibold">Not found</h1>
        <p className="text-muted">There is nothing at this address, or it is not yours to see.</p>
        <p>
          <a href="/" className="link">
            Go to the start
          </a>
        </p>
      </PublicShell>
    </div>
  );
}
