import { FolderOpen } from 'lucide-react'
import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import { useStores } from '../../../app/stores.ts'
import type { Translate } from '../../../messages/translate.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Section } from '../../../ui/section.tsx'
import { CopyButton } from '../../batch/copy-button.tsx'
import { useOutputs } from '../../batch/use-outputs.ts'
import { useDates, type Dates } from '../../../messages/use-dates.ts'
import { FailureText } from '../../settings/failure-text.tsx'
import { useAsking } from '../../settings/use-asking.ts'
import { LocateSource } from './locate-source.tsx'

/** Where the file of a result and its source are, and how they stand. */
export function ResultFiles({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const dates = useDates()
  const { output, row, sourcePath, isFileThere, isSourceThere } = details
  const { bridge } = useStores()
  const outputs = useOutputs()
  const isWell = isFileThere && (row.result?.file ?? 'unchanged') === 'unchanged'
  return (
    <>
      <Section title={t('review.file')}>
        <div className="result-panel__path">
          <bdi>{output.path}</bdi>
          {bridge.host === 'desktop' && isFileThere && (
            <IconButton
              icon={<FolderOpen />}
              label={t('review.reveal')}
              onClick={() => void outputs.reveal(output.id)}
            />
          )}
          <CopyButton text={output.path} label={t('review.copy-path')} />
        </div>
        <p className={isWell ? 'quiet' : 'result-panel__notice'}>{fileText(details, t, dates)}</p>
        {details.putBack !== null && <PutBack {...details.putBack} />}
      </Section>
      <Section title={t('review.source')}>
        <div className="result-panel__path">
          <bdi>{sourcePath}</bdi>
          <CopyButton text={sourcePath} label={t('batch.copy-source')} />
        </div>
        {!isSourceThere && <LocateSource sourceId={row.sourceId} />}
      </Section>
    </>
  )
}

/** Everything that went to the bin together comes back together, as long as its bytes are kept. */
function PutBack({ undo, count }: NonNullable<ResultDetails['putBack']>) {
  const t = useTranslate()
  const { request } = useStores()
  const { isBusy, failure, ask } = useAsking()
  return (
    <>
      <Button isBusy={isBusy} onClick={() => void ask(() => request('review:undo', { undo }))}>
        {t('review.put-back', { count })}
      </Button>
      <FailureText failure={failure} />
    </>
  )
}

function fileText({ row, isFileThere, verifiedAt }: ResultDetails, t: Translate, dates: Dates): string {
  if (row.result?.isBinned === true) return t('review.file-binned')
  const verdict = row.result?.file ?? null
  if (!isFileThere && verdict !== 'moved' && verdict !== 'missing') return t('review.file-gone')
  if (verdict === null) return t('review.file-unverified')
  const state = t(`review.file-${verdict}`)
  if (verifiedAt === null) return state
  return t('review.file-checked', { state, date: dates.date(verifiedAt) })
}
