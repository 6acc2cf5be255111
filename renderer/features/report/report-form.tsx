import { useState } from 'react'
import type { ReportKind } from '../../../shared/ipc/report-inputs.ts'
import type { FolderView } from '../../../shared/ipc/rows.ts'
import { useFrom, useStores } from '../../app/stores.ts'
import { chooseLanguage } from '../../messages/translate.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { FailureText } from '../settings/failure-text.tsx'
import { useAsking } from '../settings/use-asking.ts'
import { kindsFor, type ReportChoice } from './report-choice.ts'
import { ReportFolder } from './report-folder.tsx'

interface ReportFormProps {
  readonly choices: readonly ReportChoice[]
  readonly onStarted: () => void
}

/** What the report is about, as what, and where it goes. */
export function ReportForm({ choices, onStarted }: ReportFormProps) {
  const t = useTranslate()
  const { bridge } = useStores()
  const [index, setIndex] = useState(0)
  const [wanted, setKind] = useState<ReportKind>('html')
  const { folder, setFolder } = useFolder()
  const isBrowser = bridge.host === 'browser'
  const choice = choices[index] ?? choices[0]
  const { failure, isBusy, start } = useStart(onStarted)
  if (choice === undefined) return null
  const kinds = kindsFor(choice.subject)
  const kind = kinds.find((known) => known === wanted) ?? kinds[0] ?? 'csv'
  const hint = kind === 'pdf' && isBrowser ? 'report.kind-pdf-hint-browser' : (`report.kind-${kind}-hint` as const)
  return (
    <div className="report">
      <About choices={choices} choice={choice} onChoose={setIndex} />
      <div>
        {kinds.length > 1 && (
          <Segmented
            label={t('report.kind')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`report.kind-${value}`) }))}
            onChange={setKind}
          />
        )}
        <p className="quiet report__hint">{t(hint)}</p>
      </div>
      {isBrowser ? (
        <ReportFolder folder={folder} onChosen={setFolder} />
      ) : (
        <p className="quiet">{t('report.where-dialog')}</p>
      )}
      <FailureText failure={failure} />
      <div className="report__buttons">
        <Button
          variant="primary"
          isBusy={isBusy}
          disabled={isBrowser && folder === null}
          onClick={() => void start(choice, kind, isBrowser ? folder : null)}
        >
          {t(isBrowser ? 'report.make' : 'report.make-where')}
        </Button>
      </div>
    </div>
  )
}

/** The folder that was chosen, or else the one results go to or went to last. */
function useFolder() {
  const usual = useFrom('settings', ({ settings }) => settings?.outputFolder ?? settings?.recentFolders[0] ?? null)
  const [chosen, setFolder] = useState<FolderView | null>(null)
  return { folder: chosen ?? usual, setFolder }
}

interface AboutProps {
  readonly choices: readonly ReportChoice[]
  readonly choice: ReportChoice
  readonly onChoose: (index: number) => void
}

function About({ choices, choice, onChoose }: AboutProps) {
  const t = useTranslate()
  if (choices.length === 1) {
    return (
      <p>
        {t('report.what')}: <strong>{choice.label}</strong>
      </p>
    )
  }
  return (
    <Segmented
      label={t('report.what')}
      value={String(choices.indexOf(choice))}
      options={choices.map(({ label }, index) => ({ value: String(index), label }))}
      onChange={(value) => onChoose(Number(value))}
    />
  )
}

function useStart(onStarted: () => void) {
  const { request } = useStores()
  const language = useFrom('settings', ({ settings }) => settings?.language ?? null)
  const { failure, isBusy, ask } = useAsking()
  const start = async ({ subject }: ReportChoice, kind: ReportKind, folder: FolderView | null): Promise<void> => {
    const isStarted = await ask(() =>
      request('report:start', {
        subject,
        kind,
        folder: folder?.id ?? null,
        language: chooseLanguage(language, navigator.languages),
      }),
    )
    if (isStarted === true) onStarted()
  }
  return { failure, isBusy, start }
}
