import { useTranslate } from '../messages/use-translate.ts'
import { Button } from '../ui/button.tsx'
import './failure-page.css'

interface FailurePageProps {
  readonly title: string
  readonly body: string
  readonly details: string
}

/** All that is shown when there is no window to show. */
export function FailurePage({ title, body, details }: FailurePageProps) {
  const t = useTranslate()
  return (
    <main className="failure-page">
      <h1 className="failure-page__title">{title}</h1>
      <p>{body}</p>
      <p className="failure-page__details">{details}</p>
      <Button variant="primary" onClick={() => location.reload()}>
        {t('shell.reload')}
      </Button>
    </main>
  )
}
