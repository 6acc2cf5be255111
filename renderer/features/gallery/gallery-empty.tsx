import { useCommandRunner } from './use-command-runner.ts'
import { useShallow } from 'zustand/react/shallow'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import type { Shown } from './entries/shown.ts'

/** What stands where there are no pictures to show: why, and what can be done about it. */
export function GalleryEmpty({ shown }: { readonly shown: Shown }) {
  const t = useTranslate()
  const isTable = useFrom('place', ({ place }) => place.kind === 'table')
  if (!shown.isLoaded) return <Spinner label={t('gallery.loading')} />
  if (shown.total > 0) return <NothingFound />
  if (!isTable) return <EmptyState title={t('gallery.batch-empty')} body={t('gallery.batch-empty-body')} />
  return <EmptyTable />
}

function NothingFound() {
  const t = useTranslate()
  const { place } = useStores()
  return (
    <EmptyState
      title={t('gallery.nothing-found')}
      body={t('gallery.nothing-found-body')}
      actions={
        <Button onClick={() => place.setState({ filter: 'all', search: '' })}>{t('gallery.clear-filter')}</Button>
      }
    />
  )
}

function EmptyTable() {
  const t = useTranslate()
  const { place } = useStores()
  const isInFolder = useFrom('place', ({ place }) => place.kind === 'table' && place.folder !== null)
  if (!isInFolder) return <FirstRun />
  return (
    <EmptyState
      title={t('gallery.folder-empty')}
      body={t('gallery.folder-empty-body')}
      actions={
        <Button onClick={() => place.setState({ place: { kind: 'table', folder: null } })}>
          {t('gallery.all-pictures')}
        </Button>
      }
    />
  )
}

function FirstRun() {
  const t = useTranslate()
  const run = useCommandRunner()
  const { hasKey, isPractice, isReceiving, isMakingSamples } = {
    ...useFrom(
      'settings',
      useShallow(({ keys, settings }) => ({
        hasKey: keys?.services.some(({ source }) => source !== null) ?? true,
        isPractice: settings?.mode === 'practice',
      })),
    ),
    isReceiving: useFrom('sources', ({ intake, isMakingSamples }) => intake.phase !== 'idle' && !isMakingSamples),
    isMakingSamples: useFrom('sources', (state) => state.isMakingSamples),
  }
  if (isReceiving) return <EmptyState title={t('gallery.first-coming')} />
  return (
    <EmptyState
      title={t('gallery.first-title')}
      body={t('gallery.first-body')}
      actions={
        <>
          <Button variant="primary" isBusy={isMakingSamples} onClick={() => run('add-samples')}>
            {t('gallery.use-samples')}
          </Button>
          {hasKey ? (
            <Button onClick={() => run('add-folder')}>{t('command.add-folder')}</Button>
          ) : (
            <Button onClick={() => run('settings')}>{t('gallery.add-key')}</Button>
          )}
          {!isPractice && (
            <p className="gallery-empty__practice">
              {t('gallery.first-practice')}{' '}
              <button type="button" className="gallery-empty__link" onClick={() => run('toggle-practice')}>
                {t('gallery.first-practice-switch')}
              </button>
            </p>
          )}
        </>
      }
    />
  )
}
