import { pictureFormats } from '../../../shared/domain/picture.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import type { Translate } from '../../messages/translate.ts'
import { FailureSentence } from '../../ui/failure-sentence.tsx'
import { formatBytes } from '../../messages/format-bytes.ts'
import { resultFacts } from './result-facts.ts'
import type { Subject, ViewedResult } from './subject.ts'
import './facts-panel.css'

interface FactsPanelProps {
  readonly subject: Subject
  /** The result that is looked at, null for the source. */
  readonly result: ViewedResult | null
}

/** What is known of the picture that is looked at; text that can be copied. */
export function FactsPanel({ subject, result }: FactsPanelProps) {
  const t = useTranslate()
  const lines = result?.output ? resultFacts(result, t) : sourceFacts(subject, t)
  return (
    // Nothing in it takes the focus, and keys must be able to scroll it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <aside className="facts-panel" aria-label={t('compare.facts')} tabIndex={0}>
      <dl>
        {lines.map(([label, value]) => (
          <div key={label} className="facts-panel__line">
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      {subject.failure !== null && (
        <p className="facts-panel__failure">
          <FailureSentence failure={subject.failure} />
        </p>
      )}
    </aside>
  )
}

function sourceFacts({ source, facts, path }: Subject, t: Translate): readonly (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [[t('compare.name'), source.name]]
  if (facts !== null) {
    lines.push(
      [t('compare.dimensions'), t('compare.pixels', { width: facts.width, height: facts.height })],
      [
        t('compare.format'),
        t('compare.format-depth', { format: pictureFormats[facts.format].label, bits: facts.bitDepth }),
      ],
      [t('compare.file-size'), formatBytes(facts.bytes, t)],
      [t('compare.profile'), facts.profile ?? t('compare.no-profile')],
      [t('compare.alpha'), t(facts.hasAlpha ? 'compare.yes' : 'compare.no')],
    )
    if (facts.takenAt !== null) lines.push([t('compare.taken-at'), facts.takenAt.replace('T', ' ')])
  }
  if (path !== null) lines.push([t('compare.path'), path])
  return lines
}
