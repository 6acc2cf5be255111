import { X } from 'lucide-react'
import { useState } from 'react'
import { longestTag, mostTags } from '../../../../shared/domain/review.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { AutocompleteField } from '../../../ui/autocomplete-field.tsx'
import { useKnownTags } from './use-known-tags.ts'
import './tags-field.css'

interface TagsFieldProps {
  readonly tags: readonly string[]
  readonly isLabelHidden?: boolean | undefined
  readonly onAdd: (tag: string) => void
  readonly onRemove: (tag: string) => void
}

/** Tags of one result, to take off or to add to. */
export function TagsField({ tags, isLabelHidden, onAdd, onRemove }: TagsFieldProps) {
  const t = useTranslate()
  const [text, setText] = useState('')
  const suggestions = useKnownTags(text, tags)
  const add = (typed: string): void => {
    const tag = typed.trim().slice(0, longestTag)
    setText('')
    if (tag !== '' && !tags.includes(tag)) onAdd(tag)
  }
  return (
    <div className="tags-field">
      {tags.length > 0 && (
        <ul className="tags-field__tags">
          {tags.map((tag) => (
            <li key={tag} className="tags-field__tag">
              <bdi className="one-line">{tag}</bdi>
              <button
                type="button"
                className="tags-field__remove"
                aria-label={t('review.tag-remove', { tag })}
                title={t('review.tag-remove', { tag })}
                onClick={() => onRemove(tag)}
              >
                <X size={12} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      {tags.length < mostTags && (
        <AutocompleteField
          label={t('review.tag-add')}
          isLabelHidden={isLabelHidden}
          placeholder={t('review.tag-add')}
          value={text}
          onChange={setText}
          suggestions={suggestions}
          onCommit={() => add(text)}
        />
      )}
    </div>
  )
}
