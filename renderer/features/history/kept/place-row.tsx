import { Ellipsis } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslate } from '../../../messages/use-translate.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import './place-row.css'

interface PlaceRowProps {
  readonly name: string
  readonly icon: ReactNode
  readonly count?: number | undefined
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly items: readonly MenuItem[]
}

/** Something to go to by its name, and what can be done with it. */
export function PlaceRow({ name, icon, count, isChosen, onChoose, items }: PlaceRowProps) {
  const t = useTranslate()
  return (
    <li className="place-row" data-chosen={isChosen ? '' : undefined}>
      <button
        type="button"
        className="place-row__name"
        title={name}
        aria-current={isChosen ? 'true' : undefined}
        onClick={onChoose}
      >
        <span className="facets__icon" aria-hidden="true">
          {icon}
        </span>
        <bdi className="one-line">{name}</bdi>
        {count !== undefined && <span className="facets__count">{t('gallery.number', { count })}</span>}
      </button>
      <Menu
        trigger={
          <IconButton className="place-row__more" icon={<Ellipsis />} label={t('history.what-to-do-with', { name })} />
        }
        items={items}
      />
    </li>
  )
}
