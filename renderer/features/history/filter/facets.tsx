import { FlaskConical, Receipt } from 'lucide-react'
import { itemStatuses, modes } from '../../../../shared/domain/item.ts'
import { verdicts } from '../../../../shared/domain/review.ts'
import type { HistoryFacets } from '../../../../shared/ipc/history-rows.ts'
import { useFrom } from '../../../app/stores.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { CheckboxField } from '../../../ui/checkbox-field.tsx'
import { StatusDot } from '../../../ui/status-badge.tsx'
import { VerdictIcon } from '../../review/marks/verdict-icon.tsx'
import { modelName, toggled } from './conditions.ts'
import { CostFields } from './cost-fields.tsx'
import { DateFields } from './date-fields.tsx'
import { FacetList, type FacetListProps } from './facet-list.tsx'
import { HistorySection } from './history-section.tsx'
import { RatingFacet } from './rating-facet.tsx'
import { TagFacet } from './tag-facet.tsx'
import { useQuery } from './use-query.ts'
import './facets.css'

const noFacets: HistoryFacets = { modes: {}, models: {}, statuses: {}, verdicts: {}, ratings: [], tags: {} }

/** What results can be told apart by; each choice says how many it would show. */
export function Facets() {
  const t = useTranslate()
  const facets = useFrom('history', ({ shown }) => shown?.answer.facets ?? noFacets)
  return (
    <>
      <HistorySection name="verdict" title={t('history.verdict')}>
        <VerdictFacet counts={facets.verdicts} />
        <BinSwitch />
      </HistorySection>
      <HistorySection name="rating" title={t('history.rating')}>
        <RatingFacet counts={facets.ratings} />
      </HistorySection>
      <HistorySection name="tags" title={t('history.tags')}>
        <TagFacet counts={facets.tags} />
      </HistorySection>
      <StatusFacet counts={facets.statuses} />
      <ModelFacet counts={facets.models} />
      <HistorySection name="date" title={t('history.date')}>
        <DateFields />
      </HistorySection>
      <HistorySection name="cost" title={t('history.cost')}>
        <CostFields />
      </HistorySection>
      <ModeFacet counts={facets.modes} />
    </>
  )
}

interface FacetSectionProps<T> extends FacetListProps<T> {
  readonly name: string
  readonly title: string
}

/** Nothing where there is nothing to choose. */
function FacetSection<T extends string>({ name, title, ...list }: FacetSectionProps<T>) {
  if (list.choices.length === 0) return null
  return (
    <HistorySection name={name} title={title}>
      <FacetList {...list} />
    </HistorySection>
  )
}

/** Values with a count or chosen, in the order of their list. */
function present<T extends string>(all: readonly T[], counts: Partial<Record<T, number>>, chosen: readonly T[]) {
  return all
    .filter((value) => (counts[value] ?? 0) > 0 || chosen.includes(value))
    .map((value) => ({ value, count: counts[value] ?? 0 }))
}

function VerdictFacet({ counts }: { readonly counts: HistoryFacets['verdicts'] }) {
  const t = useTranslate()
  const { query, change } = useQuery()
  const all = [...verdicts, 'none'] as const
  return (
    <FacetList
      chosen={query.verdicts}
      onToggle={(value) => change({ verdicts: toggled(query.verdicts, value) })}
      choices={all.map((value) => ({
        value,
        label: t(`history.verdict-${value}`),
        icon: value === 'none' ? <span /> : <VerdictIcon verdict={value} />,
        count: counts[value] ?? 0,
      }))}
    />
  )
}

/** What was moved to the bin is found only where that is wanted. */
function BinSwitch() {
  const t = useTranslate()
  const { query, change } = useQuery()
  return (
    <div className="facets__choice">
      <CheckboxField
        isChecked={query.binned === true}
        onChange={(binned) => change({ binned })}
        label={t('history.with-binned')}
      />
    </div>
  )
}

function StatusFacet({ counts }: { readonly counts: HistoryFacets['statuses'] }) {
  const t = useTranslate()
  const { query, change } = useQuery()
  return (
    <FacetSection
      name="status"
      title={t('history.status')}
      chosen={query.statuses}
      onToggle={(value) => change({ statuses: toggled(query.statuses, value) })}
      choices={present(itemStatuses, counts, query.statuses).map((choice) => ({
        ...choice,
        label: t(`status.${choice.value}`),
        icon: <StatusDot status={choice.value} />,
      }))}
    />
  )
}

function ModelFacet({ counts }: { readonly counts: HistoryFacets['models'] }) {
  const t = useTranslate()
  const { query, change } = useQuery()
  const known = [...new Set([...Object.keys(counts), ...query.models])].toSorted(
    (a, b) => (counts[b] ?? 0) - (counts[a] ?? 0),
  )
  return (
    <FacetSection
      name="model"
      title={t('history.model')}
      chosen={query.models}
      onToggle={(value) => change({ models: toggled(query.models, value) })}
      choices={known.map((value) => ({ value, label: modelName(value), count: counts[value] ?? 0 }))}
    />
  )
}

const modeIcons = { paid: <Receipt size={13} />, practice: <FlaskConical size={13} /> }

function ModeFacet({ counts }: { readonly counts: HistoryFacets['modes'] }) {
  const t = useTranslate()
  const { query, change } = useQuery()
  return (
    <FacetSection
      name="mode"
      title={t('history.mode')}
      chosen={query.modes}
      onToggle={(value) => change({ modes: toggled(query.modes, value) })}
      choices={present(modes, counts, query.modes).map((choice) => ({
        ...choice,
        label: t(`history.mode-${choice.value}`),
        icon: modeIcons[choice.value],
      }))}
    />
  )
}
