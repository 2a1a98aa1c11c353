import type { Metadata } from 'next';
import { ImportList } from '@/components/imports/import-list';
import { UploadForm } from '@/components/imports/upload-form';
import { Banner } from '@/components/ui/banner';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import { fileProblemText } from '@/lib/features/imports/errors';
import { MAX_IMPORT_BYTES } from '@/lib/features/imports/import-view.rules';
import { readImports } from '@/lib/features/imports/read-import';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';

export const metadata: Metadata = { title: 'Import customers' };

export default async function ImportPage() {
  const scope = await requireScope('/customers/import');
  const items = await readImports(scope);
  return (
    <>
      <PageHeader
        title="Import customers"
        back={{ href: '/customers', label: 'Customers' }}
        actions={
          <a href="/customers/import/template" className="btn btn-secondary">
            Download template
          </a>
        }
      >
        Every row is checked and shown to you first. Nothing is created before you say so.
      </PageHeader>
      {can(scope.role, 'create_customer') ? (
        <div className="panel max-w-3xl p-4">
          <UploadForm maxBytes={MAX_IMPORT_BYTES} tooLargeText={fileProblemText({ file: 'too_large' })} />
        </div>
      ) : (
        <Banner tone="attention" title="Your role may look but not act">
          <p>Ask an admin or an operator of your team to import the customers.</p>
        </Banner>
      )}
      <Panel title="Imports">
        {items.length > 0 ? (
          <ImportList items={items} />
        ) : (
          <EmptyState title="No imports yet">
            <p>The template has the column names that are known at once; other names can be matched by hand.</p>
          </EmptyState>
        )}
      </Panel>
    </>
  );
}
