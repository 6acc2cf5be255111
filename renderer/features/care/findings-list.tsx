import type { FindingRow } from '../../../shared/ipc/check-rows.ts'
import { useTranslate } from '../../messages/use-translate.ts'

interface FindingsListProps {
  readonly findings: readonly FindingRow[]
  /** Of all there are; the list holds the first thousand. */
  readonly count: number
}

/** Results that are not as they were written. Rows of one height, so that thousands of them cost nothing out of sight. */
export function FindingsList({ findings, count }: FindingsListProps) {
  const t = useTranslate()
  if (findings.length === 0) return null
  return (
    <div>
      <ul
        className="findings"
        aria-label={t('care.findings')}
        // Nothing in it takes the focus, and keys must be able to scroll it.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
      >
        {findings.map(({ outputId, name, path, verdict, foundAt, batchNumber }) => (
          <li key={outputId} className="findings__row">
            <span className="findings__verdict" data-verdict={verdict}>
              {t(`care.verdict-${verdict}`)}
            </span>
            <span className="findings__texts">
              <span className="one-line">{t('care.finding', { name, batch: batchNumber })}</span>
              <span className="findings__path one-line" title={path}>
                {path}
              </span>
              {foundAt !== null && (
                <span className="findings__path one-line" title={foundAt}>
                  {t('care.found-at', { path: foundAt })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
      {count > findings.length && <p className="settings-note">{t('care.more', { count: count - findings.length })}</p>}
    </div>
  )
}
