import { CircleCheck } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { BalanceView, KeyRow } from '../../../shared/ipc/service-rows.ts'
import { providers, type ServiceId } from '../../../shared/models/model.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { balanceNoteText } from '../recipe/quote/quote-sentences.ts'
import { FailureText } from './failure-text.tsx'
import { KeyForm } from './key-form.tsx'
import { KeyPageLink } from './key-page-link.tsx'
import { useAsking } from './use-asking.ts'
import './service-row.css'

interface ServiceRowProps {
  readonly service: ServiceId
  readonly source: KeyRow['source']
  /** Whether the key store takes a key now. */
  readonly canKeep: boolean
}

/** One service: whether there is a key and where, what it is worth, and how to change it. */
export function ServiceRow({ service, source, canKeep }: ServiceRowProps) {
  const { name } = providers[service]
  const [balance, setBalance] = useState<BalanceView | null>(null)
  const [isReplacing, setReplacing] = useState(false)
  const hasForm = source === null || isReplacing
  return (
    <section className="service" aria-labelledby={`service-${service}`}>
      <div className="service__head">
        <h3 id={`service-${service}`}>{name}</h3>
        <KeyState source={source} />
      </div>
      {source !== null && (
        <KeyActions
          service={service}
          source={source}
          balance={balance}
          onBalance={setBalance}
          onReplace={canKeep && !isReplacing ? () => setReplacing(true) : null}
        />
      )}
      {hasForm && (
        <KeyForm
          service={service}
          isDisabled={!canKeep}
          onDismiss={source === null ? null : () => setReplacing(false)}
          onKept={(view) => {
            setBalance(view)
            setReplacing(false)
          }}
        />
      )}
      {source === null && <KeyPageLink service={service} />}
    </section>
  )
}

function KeyState({ source }: { readonly source: KeyRow['source'] }) {
  const t = useTranslate()
  if (source === null) return <span className="settings-note">{t('settings.key-none')}</span>
  return (
    <span className="service__state">
      <CircleCheck size={14} aria-hidden="true" />
      {t(`settings.key-in-${source}`)}
    </span>
  )
}

interface KeyActionsProps {
  readonly service: ServiceId
  readonly source: 'environment' | 'keychain'
  readonly balance: BalanceView | null
  readonly onBalance: (balance: BalanceView) => void
  readonly onReplace: (() => void) | null
}

function KeyActions({ service, source, balance, onBalance, onReplace }: KeyActionsProps) {
  const t = useTranslate()
  const { request } = useStores()
  const { isBusy, failure, ask } = useAsking()
  const [isRemoving, setRemoving] = useState(false)
  const { name } = providers[service]
  const isUnknown = balance === null
  useEffect(() => {
    if (!isUnknown) return
    void ask(() => request('balance:read', { service })).then((view) => view !== null && onBalance(view))
  }, [isUnknown, ask, request, service, onBalance])
  const test = async (): Promise<void> => {
    const view = await ask(() => request('keys:test', { service }))
    if (view !== null) onBalance(view)
  }
  return (
    <>
      <p role="status">{isBusy ? t('settings.asking', { name }) : balance !== null && <Balance balance={balance} />}</p>
      <FailureText failure={failure} />
      <div className="settings-row">
        <Button disabled={isBusy} onClick={() => void test()} aria-label={t('settings.test-of', { name })}>
          {t('settings.test')}
        </Button>
        {source === 'keychain' && onReplace !== null && (
          <Button onClick={onReplace} aria-label={t('settings.replace-of', { name })}>
            {t('settings.replace')}
          </Button>
        )}
        {source === 'keychain' && (
          <Button variant="quiet" onClick={() => setRemoving(true)} aria-label={t('settings.remove-of', { name })}>
            {t('common.remove')}
          </Button>
        )}
      </div>
      {source === 'environment' && (
        <p className="settings-note">{t('settings.environment-note', { variable: providers[service].keyVariable })}</p>
      )}
      <ConfirmDialog
        title={t('settings.remove-title', { name })}
        body={t('settings.remove-body', { name })}
        action={t('settings.remove-key')}
        danger
        isOpen={isRemoving}
        onClose={() => setRemoving(false)}
        onConfirm={() => void ask(() => request('keys:remove', { service }))}
      />
    </>
  )
}

function Balance({ balance: { amount, note } }: { readonly balance: BalanceView }) {
  const t = useTranslate()
  return (
    <>
      {amount === null ? t('settings.balance-unknown') : t('settings.balance', { amount: t.money(amount) })}
      {note !== null && <span className="settings-note"> {balanceNoteText(t, note)}</span>}
    </>
  )
}
