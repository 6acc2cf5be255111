import { FlaskConical, History, Settings } from 'lucide-react'
import { BatchList } from '../../features/batch/batch-list.tsx'
import { SpendMeter } from '../../features/batch/spend-meter.tsx'
import { FolderTree } from '../../features/gallery/folders/folder-tree.tsx'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Section } from '../../ui/section.tsx'
import { commands } from '../commands/commands.ts'
import { useFrom, useStores } from '../stores.ts'
import { useOpenSettings } from '../use-open-settings.ts'
import { usePractice } from '../use-practice.ts'
import './sidebar.css'

/** Everything pictures can come from, and what was spent on them. */
export function Sidebar() {
  const t = useTranslate()
  const { place } = useStores()
  const isHistory = useFrom('place', (state) => state.place.kind === 'history')
  const openSettings = useOpenSettings()
  const practice = usePractice()
  return (
    <div className="sidebar">
      <nav className="sidebar__places" aria-label={t('shell.places')}>
        <SidebarSection name="folders">
          <FolderTree />
        </SidebarSection>
        <SidebarSection name="batches">
          <BatchList />
        </SidebarSection>
        <button
          type="button"
          className="sidebar__link"
          aria-current={isHistory ? 'page' : undefined}
          onClick={() => place.setState({ place: { kind: 'history' } })}
        >
          <History size={14} aria-hidden="true" />
          {t('shell.history')}
        </button>
      </nav>
      <div className="sidebar__foot">
        <SpendMeter />
        <IconButton
          icon={<FlaskConical />}
          label={t('shell.practice')}
          isPressed={practice.isOn}
          onClick={() => practice.switchTo(!practice.isOn)}
        />
        <IconButton
          icon={<Settings />}
          label={t('shell.settings')}
          shortcut={commands.settings.keys[0]}
          onClick={() => openSettings('services')}
        />
      </div>
    </div>
  )
}

interface SidebarSectionProps {
  readonly name: 'folders' | 'batches'
  readonly children: React.ReactNode
}

/** A section that is open or closed as it was left. */
function SidebarSection({ name, children }: SidebarSectionProps) {
  const t = useTranslate()
  const { layout } = useStores()
  const isOpen = useFrom('layout', ({ closedSections }) => !closedSections.includes(name))
  const change = (open: boolean): void =>
    layout.setState(({ closedSections }) => ({
      closedSections: open ? closedSections.filter((other) => other !== name) : [...closedSections, name],
    }))
  return (
    <Section title={t(`shell.${name}`)} isCollapsible isOpen={isOpen} onOpenChange={change}>
      {children}
    </Section>
  )
}
