import { useId, useState, type FormEvent } from 'react'
import type { BalanceView } from '../../../shared/ipc/service-rows.ts'
import { providers, type ServiceId } from '../../../shared/models/model.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { describedBy } from '../../ui/field.tsx'
import { FailureText } from './failure-text.tsx'
import { useAsking } from './use-asking.ts'
import './key-form.css'

interface KeyFormProps {
  readonly service: ServiceId
  readonly isDisabled: boolean
  readonly onKept: (balance: BalanceView) => void
  /** Leaves the key as it is; null where there is none. */
  readonly onDismiss: (() => void) | null
}

/** Takes a key. The page forgets it as soon as it is handed over, whether it was kept or not. */
export function KeyForm({ service, isDisabled, onKept, onDismiss }: KeyFormProps) {
  const t = useTranslate()
  const id = useId()
  const { request } = useStores()
  const { isBusy, failure, ask, forget } = useAsking()
  const [text, setText] = useState('')
  const { name } = providers[service]
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault()
    const key = text.trim()
    if (key === '') return
    setText('')
    const balance = await ask(() => request('keys:save', { service, key }))
    if (balance !== null) onKept(balance)
  }
  return (
    <form className="key-form" onSubmit={(event) => void submit(event)}>
      <label className="field__label" htmlFor={id}>
        {t('settings.key-label', { name })}
      </label>
      <div className="key-form__row">
        <input
          id={id}
          className="input"
          type="password"
          autoComplete="off"
          spellCheck={false}
          disabled={isDisabled || isBusy}
          value={text}
          placeholder={t('settings.key-placeholder')}
          {...describedBy(id, { hint: t('settings.key-hint') })}
          onChange={(event) => {
            setText(event.currentTarget.value)
            forget()
          }}
        />
        <Button type="submit" variant="primary" disabled={isDisabled || isBusy || text.trim() === ''}>
          {isBusy ? t('settings.key-trying') : t('settings.key-keep')}
        </Button>
        {onDismiss !== null && <Button onClick={onDismiss}>{t('common.cancel')}</Button>}
      </div>
      <p id={`${id}-hint`} className="field__hint">
        {t('settings.key-hint')}
      </p>
      <FailureText failure={failure} />
    </form>
  )
}
