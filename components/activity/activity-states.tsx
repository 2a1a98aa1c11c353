import { LinkButton } from '../ui/button';
import { EmptyState } from '../ui/empty-state';

export function NoActivity() {
  return (
    <EmptyState title="Nothing has been done yet">
      <p>Every act is put on record here: who did what, on whom, when, from where and how it ended.</p>
      <p>Nobody can change or remove a line, admins included.</p>
    </EmptyState>
  );
}

export function NoActivityMatch() {
  return (
    <EmptyState title="Nothing matches" actions={<LinkButton href="/activity">Clear filters</LinkButton>}>
      <p>No act fits all of these filters. Days are counted in UTC, and the last one is included.</p>
    </EmptyState>
  );
}
