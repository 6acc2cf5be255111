import { useState } from 'react'
import { tagKey } from '../../../../shared/domain/tag.ts'
import type { HistoryFacets } from '../../../../shared/ipc/history-rows.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { AutocompleteField } from '../../../ui/autocomplete-field.tsx'
import { toggled } from './conditions.ts'
import { FacetList } from './facet-list.tsx'
import type { HistoryLists } from '../rows/history-store.ts'
import { useQuery } from './use-query.ts'

const mostListed = 6
const mostSuggested = 12
const none: HistoryLists['tags'] = []

/** Tags a result must all have; the rarer ones are found by typing. */
export function TagFacet({ counts }: { readonly counts: HistoryFacets['tags'] }) {
  const t = useTranslate()
  const { query, change } = useQuery()
  const tags = useFrom('history', ({ lists }) => lists?.tags ?? none)
  const [typed, setTyped] = useState('')
  // A tag may be called like what every object has.
  const countOf = (tag: string): number => (Object.hasOwn(counts, tagKey(tag)) ? (counts[tagKey(tag)] ?? 0) : 0)
  const listed = [...new Set([...query.tags, ...commonest(tags)])]

  const add = (text: string): void => {
    setTyped(text)
    const tag = tags.find((known) => known.tag === text)?.tag
    if (tag === undefined) return
    setTyped('')
    if (!query.tags.includes(tag)) change({ tags: [...query.tags, tag] })
  }
  if (tags.length === 0 && query.tags.length === 0) return <p className="facets__none">{t('history.no-tags')}</p>
  return (
    <>
      <FacetList
        chosen={query.tags}
        onToggle={(tag) => change({ tags: toggled(query.tags, tag) })}
        choices={listed.map((tag) => ({ value: tag, label: tag, count: countOf(tag) }))}
      />
      {tags.length > mostListed && (
        <div className="facets__field">
          <AutocompleteField
            label={t('history.other-tag')}
            isLabelHidden
            placeholder={t('history.other-tag')}
            value={typed}
            onChange={add}
            suggestions={suggest(tags, typed)}
          />
        </div>
      )}
    </>
  )
}

function commonest(tags: HistoryLists['tags']): readonly string[] {
  return tags
    .toSorted((a, b) => b.count - a.count)
    .slice(0, mostListed)
    .map(({ tag }) => tag)
}

function suggest(tags: HistoryLists['tags'], typed: string): readonly string[] {
  const wanted = typed.trim().toLocaleLowerCase()
  if (wanted === '') return []
  return tags
    .filter(({ tag }) => tag.toLocaleLowerCase().includes(wanted))
    .slice(0, mostSuggested)
    .map(({ tag }) => tag)
}
