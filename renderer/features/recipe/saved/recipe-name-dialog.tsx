import { useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'

interface RecipeNameDialogProps {
  readonly naming: 'save-as' | 'rename'
  readonly suggestion: string
  readonly onClose: () => void
  readonly onNamed: (name: string) => void
}

/** Asks for a name; shown as long as it is there. */
export function RecipeNameDialog({ naming, suggestion, onClose, onNamed }: RecipeNameDialogProps) {
  const t = useTranslate()
  const [name, setName] = useState(suggestion)
  const isNamed = name.trim() !== ''
  const commit = (): void => {
    if (!isNamed) return
    onNamed(name.trim())
    onClose()
  }
  return (
    <Dialog
      title={t(naming === 'rename' ? 'recipe.rename-title' : 'recipe.save-title')}
      isOpen
      onClose={onClose}
      size="s"
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={!isNamed} onClick={commit}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('recipe.name')}
        value={name}
        onChange={setName}
        maxLength={120}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          // The focus goes back to a button, which the same key press must not press.
          event.preventDefault()
          commit()
        }}
      />
    </Dialog>
  )
}
