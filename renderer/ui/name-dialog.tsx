import { useState } from 'react'
import { useTranslate } from '../messages/use-translate.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { TextField } from './text-field.tsx'

interface NameDialogProps {
  readonly title: string
  readonly suggestion: string
  readonly onClose: () => void
  readonly onNamed: (name: string) => void
}

const longestName = 120

/** Asks for a name; shown as long as it is there. */
export function NameDialog({ title, suggestion, onClose, onNamed }: NameDialogProps) {
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
      title={title}
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
        label={t('common.name')}
        value={name}
        onChange={setName}
        maxLength={longestName}
        onFocus={(event) => event.currentTarget.select()}
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
