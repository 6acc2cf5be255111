import { useState } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { AutocompleteField } from '../../../ui/autocomplete-field.tsx'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { FailureNote } from '../../batch/failure-note.tsx'
import { TagsField } from './tags-field.tsx'
import { useKnownTags } from './use-known-tags.ts'
import { useResult } from '../result/use-result.ts'
import { useResultMarking } from './use-result-marking.ts'
import '../review-dialog.css'

interface TagsDialogProps {
  readonly outputs: readonly string[]
  readonly onClose: () => void
}

/** Tags of one result, or one tag for many. */
export function TagsDialog({ outputs, onClose }: TagsDialogProps) {
  const [only] = outputs
  return outputs.length === 1 && only !== undefined ? (
    <OneDialog output={only} onClose={onClose} />
  ) : (
    <ManyDialog outputs={outputs} onClose={onClose} />
  )
}

function OneDialog({ output, onClose }: { readonly output: string; readonly onClose: () => void }) {
  const t = useTranslate()
  const { details, failure } = useResult(output)
  const mark = useResultMarking([output], null)
  return (
    <Dialog
      title={t('review.tags-title', { count: 1 })}
      size="s"
      isOpen
      onClose={onClose}
      footer={<Button onClick={onClose}>{t('common.close')}</Button>}
    >
      {failure !== null && <FailureNote failure={failure} />}
      <TagsField
        tags={details?.tags ?? []}
        onAdd={(tag) => void mark({ addTags: [tag] })}
        onRemove={(tag) => void mark({ removeTags: [tag] })}
      />
    </Dialog>
  )
}

function ManyDialog({ outputs, onClose }: TagsDialogProps) {
  const t = useTranslate()
  const [kind, setKind] = useState<'on' | 'off'>('on')
  const [text, setText] = useState('')
  const suggestions = useKnownTags(text, [])
  const mark = useResultMarking(outputs, null)
  const tag = text.trim()
  const done = (): void => {
    if (tag === '') return
    void mark(kind === 'on' ? { addTags: [tag] } : { removeTags: [tag] })
    onClose()
  }
  return (
    <Dialog
      title={t('review.tags-title', { count: outputs.length })}
      size="s"
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={tag === ''} onClick={done}>
            {t(kind === 'on' ? 'review.tag-on' : 'review.tag-off')}
          </Button>
        </>
      }
    >
      <div className="review-dialog">
        <AutocompleteField
          label={t(kind === 'on' ? 'review.tag-add' : 'review.tag-take-off')}
          value={text}
          onChange={setText}
          suggestions={suggestions}
          onCommit={done}
          hint={t('review.tags-on-some')}
        />
        <Segmented
          label={t('review.tags')}
          isLabelHidden
          value={kind}
          options={[
            { value: 'on', label: t('review.tag-on') },
            { value: 'off', label: t('review.tag-off') },
          ]}
          onChange={setKind}
        />
      </div>
    </Dialog>
  )
}
