import { Library } from 'lucide-react'
import { useState } from 'react'
import type { CollectionRow } from '../../../../shared/ipc/history-rows.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { useCollections } from './use-collections.ts'
import './collect-dialog.css'

interface CollectDialogProps {
  readonly outputs: readonly string[]
  readonly onClose: () => void
}

const none: readonly CollectionRow[] = []

/** Puts results into a collection that is there, or into a new one. */
export function CollectDialog({ outputs, onClose }: CollectDialogProps) {
  const t = useTranslate()
  const actions = useCollections()
  const collections = useFrom('history', ({ lists }) => lists?.collections ?? none)
  const [typed, setTyped] = useState('')
  const name = typed.trim()
  const wanted = name.toLocaleLowerCase()
  const matching = collections.filter((each) => each.name.toLocaleLowerCase().includes(wanted))
  const same = collections.find((each) => each.name.toLocaleLowerCase() === wanted)

  const choose = (collection: CollectionRow): void => {
    void actions.put(collection, outputs, true)
    onClose()
  }
  const commit = (): void => {
    if (name === '') return
    if (same !== undefined) return choose(same)
    void actions.create(name, outputs)
    onClose()
  }
  return (
    <Dialog
      title={t('history.collect', { count: outputs.length })}
      isOpen
      onClose={onClose}
      size="s"
      footer={
        <>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button variant="primary" disabled={name === ''} onClick={commit}>
            {t(same === undefined ? 'history.create-and-add' : 'history.add')}
          </Button>
        </>
      }
    >
      <TextField
        label={t('history.collection-name')}
        value={typed}
        onChange={setTyped}
        maxLength={120}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          commit()
        }}
      />
      <ul className="collect-dialog__list">
        {matching.map((collection) => (
          <li key={collection.id}>
            <button type="button" className="collect-dialog__choice" onClick={() => choose(collection)}>
              <Library size={14} aria-hidden="true" />
              <bdi className="one-line">{collection.name}</bdi>
              <span className="facets__count">{t('gallery.number', { count: collection.count })}</span>
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
