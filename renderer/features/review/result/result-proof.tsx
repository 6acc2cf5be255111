import type { ResultDetails } from '../../../../shared/ipc/history-rows.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Section } from '../../../ui/section.tsx'
import { CopyButton } from '../../batch/copy-button.tsx'

/** Hashes and the service's own names for what it did: what proves where a result is from. */
export function ResultProof({ details }: { readonly details: ResultDetails }) {
  const t = useTranslate()
  const { sha256, sourceSha256, runIds } = details
  return (
    <Section title={t('review.proof')} isCollapsible isOpenInitially={false}>
      <dl className="result-panel__proof">
        <dt>{t('review.hash-result')}</dt>
        <Code text={sha256} label={t('review.copy-hash')} />
        <dt>{t('review.hash-source')}</dt>
        <Code text={sourceSha256} label={t('review.copy-hash')} />
        {runIds.length > 0 && <dt>{t('review.runs', { count: runIds.length })}</dt>}
        {runIds.map((runId) => (
          <Code key={runId} text={runId} label={t('review.copy-run')} />
        ))}
      </dl>
    </Section>
  )
}

function Code({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <dd className="result-panel__path">
      <code>{text}</code>
      <CopyButton text={text} label={label} />
    </dd>
  )
}
