import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache } from 'react';
import { ActButton } from '@/components/acts/act-button';
import { ColumnsForm } from '@/components/imports/columns-form';
import { ImportBadge } from '@/components/imports/import-badge';
import { ImportControls } from '@/components/imports/import-controls';
import { ImportCounts } from '@/components/imports/import-counts';
import { ImportProgress } from '@/components/imports/import-progress';
import { toImportRowsQuery } from '@/components/imports/import-query';
import { RowsPanel } from '@/components/imports/rows-panel';
import { StartForm } from '@/components/imports/start-form';
import { Banner } from '@/components/ui/banner';
import { PageHeader } from '@/components/ui/page-header';
import { Panel } from '@/components/ui/panel';
import {
  cancelImportAction,
  correctRowsAction,
  discardImportAction,
  matchColumnsAction,
  pauseImportAction,
  resumeImportAction,
  startImportAction,
} from '@/lib/actions/imports';
import { canCreateCustomer } from '@/lib/auth/roles';
import { requireScope } from '@/lib/auth/session';
import { fileKindText } from '@/lib/kyb/file-text';
import { importIdInput } from '@/lib/kyb/import-input';
import { IMPORT_NOTE_TEXT, type ImportDetail, openRows } from '@/lib/kyb/import-view';
import { readImport, readImportRows } from '@/lib/services/read-import';
import { canMail } from '@/lib/services/read-invites';
import { DEFAULT_LOCALE, isLocale, LOCALE_NAMES } from '@/lib/texts/locales';

const CONTROLS = { pause: pauseImportAction, resume: resumeImportAction, cancel: cancelImportAction };

type Props = PageProps<'/customers/import/[importId]'>;

/** Title and page ask once. A malformed id answers like an unknown one. */
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
  const query = toImportRowsQuery(await searchParams, isDraft && found.counts.problem > 0 ? 'problems' : 'all');
  const { rows, nextAfter } = await readImportRows(scope, found, query);
  const canAct = canCreateCustomer(scope.role);
  return (
    <>
      <PageHeader
        title={found.fileName ?? 'Pasted rows'}
        back={{ href: '/customers/import', label: 'Imports' }}
        actions={
          isDraft &&
          canAct && (
            <ActButton action={discardImportAction} fields={{ importId: found.id }} variant="quiet">
              Discard
            </ActButton>
          )
        }
      >
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <ImportBadge state={found.state} />
          <span>{fileKindText(found)}</span>
        </span>
      </PageHeader>
      {isDraft && canAct && (
        <Panel title="Columns">
          <div className="p-4">
            <ColumnsForm action={matchColumnsAction} draft={found} />
          </div>
        </Panel>
      )}
      {!isDraft && found.note && (
        <Banner tone={found.note === 'upstream' ? 'waiting' : 'attention'} title={IMPORT_NOTE_TEXT[found.note]} />
      )}
      <Summary found={found} canAct={canAct} />
      <RowsPanel
        found={found}
        query={query}
        rows={rows}
        nextAfter={nextAfter}
        correctAction={isDraft && canAct ? correctRowsAction : null}
        canDownload={canAct}
      />
    </>
  );
}

interface SummaryProps {
  readonly found: ImportDetail;
  readonly canAct: boolean;
}

/** One panel before and after the start, so that the form in it can still say why a second start was refused. */
function Summary({ found, canAct }: SummaryProps) {
  const isDraft = found.state === 'draft';
  const isOver = found.state === 'done' || found.state === 'cancelled';
  return (
    <Panel title={isDraft ? 'What will happen' : 'Progress'}>
      <div className="grid gap-4 p-4">
        {!isDraft && !(isOver && openRows(found.counts) === 0) && (
          // Rendered anew by the server, it starts from what was rendered.
          <ImportProgress key={`${found.state} ${found.note} ${openRows(found.counts)}`} progress={found} />
        )}
        <ImportCounts counts={found.counts} />
        <p className="text-muted empty:hidden">{isDraft ? nothingReadyText(found) : choiceText(found)}</p>
        {canAct && <StartForm action={startImportAction} found={found} canMail={canMail()} />}
        {canAct && !isDraft && <ImportControls found={found} actions={CONTROLS} />}
      </div>
    </Panel>
  );
}

function nothingReadyText({ counts }: ImportDetail): string | null {
  if (counts.ready > 0) return null;
  return counts.existing > 0
    ? 'All customers of this file that can be used are there already.'
    : 'No row can be imported yet: choose the columns, or correct the rows below.';
}

function choiceText({ mode, locale }: ImportDetail): string {
  if (mode !== 'create_and_invite') return 'Creates the customers without inviting them.';
  const language = LOCALE_NAMES[isLocale(locale) ? locale : DEFAULT_LOCALE];
  return `Creates the customers and invites each by email (${language}).`;
}
