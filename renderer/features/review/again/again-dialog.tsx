import { useState } from 'react'
import { catalogue } from '../../../../shared/models/catalogue.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { TextArea } from '../../../ui/text-area.tsx'
import type { AgainItem } from '../review-targets.ts'
import { useAgain } from './use-again.ts'
import '../review-dialog.css'

interface AgainDialogProps {
  readonly items: readonly AgainItem[]
  readonly onClose: () => void
}

/** Items once more, in other words; the price is seen before anything is sent. */
export function AgainDialog({ items, onClose }: AgainDialogProps) {
  const t = useTranslate()
  const again = useAgain()
  const words = useWords(items)
  const next = (): void => {
    onClose()
    again.quote({ items: items.map(({ id }) => id), relation: 'redo', prompt: words.prompt })
  }
  return (
    <Dialog
      title={t('review.again-title', { count: items.length })}
      isOpen
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={!words.isUsable} onClick={next}>
            {t('review.again-next')}
          </Button>
        </>
      }
    >
      <div className="review-dialog">
        {words.areRead ? (
          <Words words={words} count={items.length} onCommit={next} />
        ) : (
          <p>{t('review.again-no-prompt')}</p>
        )}
        <p className="quiet">{t('review.again-hint')}</p>
      </div>
    </Dialog>
  )
}

interface WordsProps {
  readonly words: ReturnType<typeof useWords>
  readonly count: number
  readonly onCommit: () => void
}

function Words({ words, count, onCommit }: WordsProps) {
  const t = useTranslate()
  return (
    <>
      {words.differ && (
        <>
          <p>{t('review.again-differ', { count })}</p>
          <Segmented
            label={t('review.again-which')}
            isLabelHidden
            value={words.kind}
            options={[
              { value: 'new', label: t('review.again-words') },
              { value: 'own', label: t('review.again-own') },
            ]}
            onChange={words.setKind}
          />
        </>
      )}
      {words.kind === 'new' && (
        <TextArea
          label={t('review.again-words')}
          isLabelHidden
          rows={6}
          maxLength={100_000}
          value={words.text}
          onChange={words.setText}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && words.isUsable) onCommit()
          }}
        />
      )}
    </>
  )
}

function useWords(items: readonly AgainItem[]) {
  const first = items[0]?.prompt ?? ''
  const differ = items.some(({ prompt }) => prompt !== first)
  const [kind, setKind] = useState<'new' | 'own'>('new')
  const [text, setText] = useState(differ ? '' : first)
  const areRead = items.some(({ model }) => readsWords(model))
  const isOwn = !areRead || kind === 'own'
  return {
    differ,
    kind,
    setKind,
    text,
    setText,
    areRead,
    isUsable: isOwn || text.trim() !== '',
    /** null for the words they had. */
    prompt: isOwn ? null : text,
  }
}

/** A model that left the catalogue is asked; main says what becomes of it. */
function readsWords(id: string): boolean {
  return catalogue.find((model) => model.id === id)?.prompt.isRequired ?? true
}
