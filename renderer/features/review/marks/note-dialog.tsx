import { useState } from 'react'
import { longestNote } from '../../../../shared/domain/review.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { useResult } from '../result/use-result.ts'
import { useResultMarking } from './use-result-marking.ts'

interface NoteDialogProps {
  readonly outputs: readonly string[]
  readonly onClose: () => void
}

/** The note of one result, or one that takes the place of many. */
export function NoteDialog({ outputs, onClose }: NoteDialogProps) {
  const [only] = outputs
  return outputs.length === 1 && only !== undefined ? (
    <OneNote output={only} onClose={onClose} />
  ) : (
    <NoteForm outputs={outputs} note="" onClose={onClose} />
  )
}

/** Not shown before the note is there to be changed. */
function OneNote({ output, onClose }: { readonly output: string; readonly onClose: () => void }) {
  const t = useTranslate()
  const { details, failure } = useResult(output)
  if (failure !== null) {
    return (
      <Dialog title={t('review.note-title', { count: 1 })} size="s" isOpen onClose={onClose}>
        <FailureNote failure={failure} />
      </Dialog>
    )
  }
  return details === null ? null : <NoteForm outputs={[output]} note={details.note} onClose={onClose} />
}

function NoteForm({ outputs, note, onClose }: NoteDialogProps & { readonly note: string }) {
  const t = useTranslate()
  const [text, setText] = useState(note)
  const mark = useResultMarking(outputs, null)
  const save = (): void => {
    if (text.trim() !== note || outputs.length > 1) void mark({ note: text.trim() })
    onClose()
  }
  return (
    <Dialog
      title={t('review.note-title', { count: outputs.length })}
      size="s"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" onClick={save}>
            {t('common.save')}
          </Button>
        </>
      }
    >
      <TextArea
        label={t('review.note')}
        isLabelHidden
        placeholder={t('review.note-placeholder')}
        hint={outputs.length > 1 ? t('review.note-replaces') : undefined}
        rows={5}
        maxLength={longestNote}
        value={text}
        onChange={setText}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save()
        }}
      />
    </Dialog>
  )
}
