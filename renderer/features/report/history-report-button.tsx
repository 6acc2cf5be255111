import { FileText } from 'lucide-react'
import { commands } from '../../app/commands/commands.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { meantOutputs } from '../history/rows/meant-rows.ts'
import { useSuggestedName } from '../history/filter/use-suggested-name.ts'
import type { ReportChoice } from './report-choice.ts'
import { useReport } from './use-report.ts'

/** A report of what is selected, or of all that is shown. */
export function HistoryReportButton() {
  const t = useTranslate()
  const { history } = useStores()
  const title = useSuggestedName()
  const hasAny = useFrom('history', ({ shown }) => (shown?.answer.total ?? 0) > 0)
  const open = useReport(() => {
    const state = history.getState()
    const { shown, selected } = state
    const ids = selected.size === 0 ? [] : [...meantOutputs(state)]
    const choices: ReportChoice[] = []
    if (ids.length > 0) {
      choices.push({
        label: t('report.what-selection', { count: ids.length }),
        subject: { kind: 'outputs', ids, title: t('report.what-selection', { count: ids.length }) },
      })
    }
    if (shown !== null) {
      choices.push({ label: t('report.what-shown'), subject: { kind: 'query', query: shown.query, title } })
    }
    return choices
  }, hasAny)
  return (
    <IconButton
      icon={<FileText />}
      label={t('report.open')}
      shortcut={commands.report.keys[0]}
      disabled={!hasAny}
      onClick={open}
    />
  )
}
