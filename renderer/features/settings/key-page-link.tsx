import { ExternalLink } from 'lucide-react'
import { providers, type ServiceId } from '../../../shared/models/model.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { FailureText } from './failure-text.tsx'
import { keyPages } from './key-pages.ts'
import { useAsking } from './use-asking.ts'
import './key-page-link.css'

interface KeyPageLinkProps {
  readonly service: ServiceId
  readonly label?: string
}

/** The way to a service's own page, where keys and credit are. The desktop host opens it outside; a browser does that by itself. */
export function KeyPageLink({ service, label }: KeyPageLinkProps) {
  const t = useTranslate()
  const { bridge, request } = useStores()
  const { failure, ask } = useAsking()
  const url = keyPages[service]
  return (
    <>
      <a
        className="key-page-link"
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        onClick={(event) => {
          if (bridge.host !== 'desktop') return
          event.preventDefault()
          void ask(() => request('links:open', { url }))
        }}
      >
        {label ?? t('settings.key-page', { name: providers[service].name })}
        <ExternalLink size={12} aria-hidden="true" />
      </a>
      <FailureText failure={failure} />
    </>
  )
}
