import { KeyRound } from 'lucide-react'
import { providers, type ModelDeclaration } from '../../../../shared/models/model.ts'
import { useOpenSettings } from '../../../app/use-open-settings.ts'
import { Button } from '../../../ui/button.tsx'
import { FailureSentence } from '../../../ui/failure-sentence.tsx'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useKeyState } from './use-key-state.ts'
import { useSwitchToPractice } from './use-switch-to-practice.ts'
import './key-hint.css'

interface KeyHintProps {
  readonly model: ModelDeclaration
  /** Before one of the ways on is taken. */
  readonly onLeave?: (() => void) | undefined
  /** After practice mode was switched on. */
  readonly onPractice?: (() => void) | undefined
}

/** Says that a model cannot be paid yet, and how to go on. */
export function KeyHint({ model, onLeave, onPractice }: KeyHintProps) {
  const t = useTranslate()
  const state = useKeyState(model)
  const openSettings = useOpenSettings()
  const practise = useSwitchToPractice()
  const addKey = (): void => {
    onLeave?.()
    openSettings('services')
  }
  const switchToPractice = async (): Promise<void> => {
    if (await practise()) onPractice?.()
  }
  if (state.kind === 'not-needed' || state.kind === 'there' || state.kind === 'unknown') return null
  return (
    <div className="key-hint" role="note">
      <KeyRound size={14} aria-hidden="true" />
      <div className="key-hint__texts">
        <p>
          {state.kind === 'store' ? (
            <FailureSentence failure={state.failure} />
          ) : (
            t('recipe.key-missing', { service: providers[model.provider].name })
          )}
        </p>
        <div className="key-hint__actions">
          <Button variant="quiet" onClick={addKey}>
            {t('recipe.add-key')}
          </Button>
          <Button variant="quiet" onClick={() => void switchToPractice()}>
            {t('recipe.practice-instead')}
          </Button>
        </div>
      </div>
    </div>
  )
}
