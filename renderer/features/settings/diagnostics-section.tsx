import { Copy, RotateCw } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { FailureText } from './failure-text.tsx'
import { useAsking } from './use-asking.ts'
import './diagnostics-section.css'

/** The log, for reading and for handing on. It never holds a key. */
export function DiagnosticsSection() {
  const t = useTranslate()
  const { request } = useStores()
  const { failure, ask } = useAsking()
  const [text, setText] = useState<string | null>(null)
  const [copied, setCopied] = useState<'no' | 'yes' | 'refused'>('no')
  useEffect(() => {
    void ask(() => request('diagnostics:read')).then((log) => log !== null && setText(log))
  }, [ask, request])
  const readAgain = (): void => {
    setCopied('no')
    void ask(() => request('diagnostics:read')).then((log) => log !== null && setText(log))
  }
  const copy = (): void => {
    navigator.clipboard.writeText(text ?? '').then(
      () => setCopied('yes'),
      () => setCopied('refused'),
    )
  }
  return (
    <div className="diagnostics">
      <p className="settings-note">{t('settings.diagnostics-note')}</p>
      <FailureText failure={failure} />
      {text === null ? (
        failure === null && <Spinner label={t('settings.diagnostics-reading')} />
      ) : (
        <textarea
          className="input diagnostics__log"
          aria-label={t('settings.diagnostics-log')}
          readOnly
          wrap="off"
          value={text}
        />
      )}
      <div className="settings-row">
        <Button icon={<Copy />} disabled={text === null} onClick={copy}>
          {t('settings.diagnostics-copy')}
        </Button>
        <Button icon={<RotateCw />} onClick={readAgain}>
          {t('settings.diagnostics-again')}
        </Button>
        <span role="status" className="settings-note">
          {copied === 'yes' && t('settings.diagnostics-copied')}
          {copied === 'refused' && t('settings.diagnostics-refused')}
        </span>
      </div>
    </div>
  )
}
