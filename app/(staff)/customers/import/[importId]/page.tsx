import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ActionButton } from '@/components/forms/action-button';
import { PageForm } from '@/components/forms/page-form';
import { ColumnsFields } from '@/components/imports/columns-fields';
import { FileFields } from '@/components/imports/file-fields';
import { ImportBadge } from '@/components/imports/import-badge';
import { ImportControls } from '@/components/imports/import-controls';
import { ImportCounts } from '@/components/imports/import-counts';
import { ImportProgress } from '@/components/imports/import-progress';
import { toImportRowsQuery } from '@/components/imports/import-query';
import { RowsPanel } from '@/components/imports/rows-panel';
import { StartFields } from '@/components/imports/start-fields';
import { Banner } from '@/components/ui/banner';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import {
  cancelImportAction,
  changeDraftAction,
  discardImportAction,
  pauseImportAction,
  resumeImportAction,
} from '@/lib/features/imports/actions';
import { fileFormatText } from '@/lib/features/imports/file-layout.rules';
import { importIdInput } from '@/lib/features/imports/import-input.rules';
import { IMPORT_NOTE_TEXT, type ImportDetail, openRows } from '@/lib/features/imports/import-view.rules';
import { readImport, readImportRows } from '@/lib/features/imports/read-import';
import { can } from '@/lib/platform/auth/roles';
import { requireScope } from '@/lib/platform/auth/session';
import { DEFAULT_LOCALE, isLocale, LOCALE_NAMES } from '@/lib/platform/i18n/locales';
import { canMail } from '@/lib/platform/mail/can-mail';

const CONTROLS = { pause: pauseImportAction, resume: resumeImportAction, cancel: cancelImportAction };

type Props = PageProps<'/customers/import/[importId]'>;

/** Cached for metadata and page. A malformed id is handled like an unknown one. */
const load = cache(async (id: string) => {
  const scope = await requireScope(`/customers/import/${encodeURIComponent(id)}`);
  const named = importIdInput.safeParse({ importId: id });
  const found = named.success ? await readImport(scope, named.data.importId) : null;
  if (!found) notFound();
  return { scope, found };
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { found } = await load((await params).importId);
  return { title: found.state === 'draft' ? 'Check the import' : 'Import' };
}

export default async function ImportPage({ params, searchParams }: Props) {
  const { scope, found } = await load((await params).importId);
  const isDraft = found.state === 'draft';
  const asked = await searchParams;
  const query = toImportRowsQuery(asked, isDraft && found.counts.problem > 0 ? 'problems' : 'all');
  const { rows, nextAfter } = await readImportRows(scope, found, query);
  const canAct = can(scope.role, 'create_customer');
  const panel = { found, query, rows, nextAfter, canDownload: canAct };
  return (
    <>
      <PageHeader
        title={found.fileName ?? 'Pasted rows'}
        back={{ href: '/customers/import', label: 'Imports' }}
        actions={
          isDraft &&
          canAct && (
            <ActionButton action={discardImportAction} fields={{ importId: found.id }} variant="quiet">
              Discard
            </ActionButton>
          )
        }
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ImportBadge state={found.state} />
          <span>{fileFormatText(found)}</span>
        </span>
      </PageHeader>
      {isDraft && asked.file === 'read-again' && (
        <Banner tone="waiting" title="The file was read again">
          <p>Check the rows, then import them.</p>
        </Banner>
      )}
      {/* A new key for other rows resets the form; the rows left after a correction keep it. */}
      <PageForm
        key={`${asked.rows} ${asked.after}`}
        action={changeDraftAction}
        fields={{ importId: found.id }}
        isOpen={isDraft && canAct}
      >
        {isDraft ? <Draft found={found} canAct={canAct} /> : <Run found={found} canAct={canAct} />}
        <RowsPanel {...panel} isDraft={isDraft && canAct} />
      </PageForm>
    </>
  );
}

interface PartProps {
  readonly found: ImportDetail;
  readonly canAct: boolean;
}

function Draft({ found, canAct }: PartProps) {
  const { ready, existing } = found.counts;
  return (
    <>
      {canAct && (
        <>
          <Panel title="File">
            <div className="p-4">
              <FileFields draft={found} />
            </div>
          </Panel>
          <Panel title="Columns">
            <div className="p-4">
              <ColumnsFields draft={found} />
            </div>
          </Panel>
        </>
      )}
      <Panel title="What will happen">
        <div className="grid gap-4 p-4">
          <ImportCounts found={found} />
          {ready === 0 && (
            <p className="text-muted">
              {existing > 0
                ? 'All customers of this file that can be used are there already.'
                : 'No row can be imported yet: choose the columns, or correct the rows below.'}
            </p>
          )}
          {ready > 0 && canAct && <StartFields draft={found} canMail={canMail()} />}
        </div>
      </Panel>
    </>
  );
}

function Run({ found, canAct }: PartProps) {
  const isOver = found.state === 'done' || found.state === 'cancelled';
  return (
    <>
      {found.note && (
        <Banner tone={found.note === 'upstream' ? 'waiting' : 'attention'} title={IMPORT_NOTE_TEXT[found.note]} />
      )}
      <Panel title="Progress">
        <div className="grid gap-4 p-4">
          {!(isOver && openRows(found.counts) === 0) && (
            // The key restarts it from the values that the server has just rendered.
            <ImportProgress key={`${found.state} ${found.note} ${openRows(found.counts)}`} progress={found} />
          )}
          <ImportCounts found={found} />
          <p className="text-muted">{choiceText(found)}</p>
          {canAct && <ImportControls found={found} actions={CONTROLS} />}
        </div>
      </Panel>
    </>
  );
}

function choiceText({ mode, locale }: ImportDetail): string {
  if (mode !== 'create_and_invite') return 'Creates the customers without inviting them.';
  const language = LOCALE_NAMES[isLocale(locale) ? locale : DEFAULT_LOCALE];
  return `Creates the customers and invites each by email (${language}).`;
}
