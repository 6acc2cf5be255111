import { PanelLeft, PanelRight } from 'lucide-react'
import { BatchBar } from '../../features/batch/batch-bar.tsx'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { commands } from '../commands/commands.ts'
import { usePanels } from './use-panels.ts'
import './foot.css'

/** The lower edge of the window: switches of the panels, and between them how far what runs is. */
export function Foot() {
  const t = useTranslate()
  const panels = usePanels()
  return (
    <footer ref={tellHeight} className="foot">
      <IconButton
        icon={<PanelLeft />}
        label={t('command.toggle-sidebar')}
        shortcut={commands['toggle-sidebar'].keys[0]}
        isPressed={panels.isSidebarShown}
        onClick={() => panels.toggle('sidebar')}
      />
      <div className="foot__bar">
        <BatchBar />
      </div>
      <IconButton
        icon={<PanelRight />}
        label={t('command.toggle-recipe')}
        shortcut={commands['toggle-recipe'].keys[0]}
        isPressed={panels.isRecipeShown}
        disabled={!panels.hasRecipe}
        onClick={() => panels.toggle('recipe')}
      />
    </footer>
  )
}

/** Toasts lie above the foot, which is as high as what runs has to say. */
function tellHeight(element: HTMLElement | null): (() => void) | undefined {
  if (element === null) return undefined
  const observer = new ResizeObserver(() => {
    document.documentElement.style.setProperty('--foot-height', `${element.offsetHeight}px`)
  })
  observer.observe(element)
  return () => observer.disconnect()
}
