import { useEffect, useRef, useState } from 'react'
import { longestNote } from '../../../../shared/domain/review.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { TextArea } from '../../../ui/text-area.tsx'

interface NoteFieldProps {
  readonly note: string
  readonly onSave: (note: string) => void
}

/** A note on one result; kept when the field is left, and by Ctrl or Cmd with Enter. */
export function NoteField({ note, onSave }: NoteFieldProps) {
  const t = useTranslate()
  const [text, setText] = useState<string | null>(null)
  const latest = useRef<Written>({ text, note, onSave })
  useEffect(() => {
    latest.current = { text, note, onSave }
  })
  // Another result is looked at before the field was left by itself.
  useEffect(() => () => saveChanged(latest.current), [])
  useEffect(() => {
    const onLeft = (): void => {
      const now = latest.current
      // What comes back from the browser's memory is not saved twice.
      latest.current = { ...now, text: null }
      saveChanged(now)
    }
    // Before what waits is sent, so that this goes with it.
    window.addEventListener('pagehide', onLeft, { capture: true })
    return () => window.removeEventListener('pagehide', onLeft, { capture: true })
  }, [])
  const save = (): void => {
    const now = latest.current
    latest.current = { ...now, text: null }
    setText(null)
    saveChanged(now)
  }
  return (
    <TextArea
      label={t('review.note')}
      isLabelHidden
      placeholder={t('review.note-placeholder')}
      rows={2}
      maxLength={longestNote}
      value={text ?? note}
      onChange={setText}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
        event.preventDefault()
        event.stopPropagation()
        save()
      }}
    />
  )
}

interface Written extends NoteFieldProps {
  /** What was typed and not saved yet, null where nothing was. */
  readonly text: string | null
}

function saveChanged({ text, note, onSave }: Written): void {
  if (text !== null && text.trim() !== note) onSave(text.trim())
}
