import { ImagePlus, X } from 'lucide-react'
import { useState } from 'react'
import type { ReferenceView } from '../../../shared/ipc/rows.ts'
import { RequestFailure } from '../../api/request.ts'
import { useStores } from '../../app/stores.ts'
import { useTranslate } from '../../messages/use-translate.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { FailureNote } from '../batch/failure-note.tsx'
import type { Failure } from '../../../shared/errors.ts'
import { addReference, removeReference } from './draft/draft-changes.ts'
import { useChangeDraft, useModel, useRecipe } from './draft/use-draft.ts'
import { usePickedSources } from './use-picked-sources.ts'
import './references-field.css'

/** Pictures that go with every request, for models that take them. */
export function ReferencesField() {
  const t = useTranslate()
  const { references } = useRecipe()
  const { maxReferences } = useModel().pictures
  const add = useAddReferences(maxReferences - references.length)
  if (maxReferences === 0) return null
  return (
    <div className="references-field" role="group" aria-label={t('recipe.references')}>
      <div className="references-field__head">
        <span className="field__label">{t('recipe.references')}</span>
        <span className="field__label">
          {t('recipe.references-count', { count: references.length, max: maxReferences })}
        </span>
      </div>
      {references.length > 0 && (
        <ul className="references-field__list">
          {references.map((reference) => (
            <Thumbnail key={reference.id} reference={reference} />
          ))}
        </ul>
      )}
      <Button icon={<ImagePlus />} disabled={add.count === 0} onClick={() => void add.run()}>
        {t('recipe.references-add', { count: Math.max(1, add.count) })}
      </Button>
      {add.count === 0 && references.length < maxReferences && (
        <p className="field__hint">{t('recipe.references-hint')}</p>
      )}
      {add.failure !== null && <FailureNote failure={add.failure} />}
    </div>
  )
}

function Thumbnail({ reference }: { readonly reference: ReferenceView }) {
  const t = useTranslate()
  const { bridge } = useStores()
  const change = useChangeDraft()
  const [isLost, setIsLost] = useState(false)
  return (
    <li className="references-field__item" data-lost={isLost ? '' : undefined}>
      <img
        src={bridge.pictureUrl(reference.picture, 160)}
        alt={reference.name}
        title={isLost ? t('recipe.references-lost') : reference.name}
        onError={() => setIsLost(true)}
      />
      <IconButton
        className="references-field__remove"
        icon={<X size={12} />}
        label={t('recipe.references-remove', { name: reference.name })}
        onClick={() => change((draft) => removeReference(draft, reference.id))}
      />
      {isLost && <span className="references-field__lost">{t('recipe.references-lost')}</span>}
    </li>
  )
}

function useAddReferences(room: number) {
  const { request } = useStores()
  const change = useChangeDraft()
  const picked = usePickedSources().slice(0, Math.max(0, room))
  const [failure, setFailure] = useState<Failure | null>(null)
  const run = async (): Promise<void> => {
    setFailure(null)
    try {
      for (const sourceId of picked) {
        const reference = await request('references:add', { sourceId })
        change((draft) => addReference(draft, reference))
      }
    } catch (thrown) {
      if (!(thrown instanceof RequestFailure)) throw thrown
      setFailure(thrown.failure)
    }
  }
  return { count: picked.length, run, failure }
}
