import { useEffect, useState, type ReactNode } from 'react'
import { collectDrop } from '../../../api/collect-drop.ts'
import { useStores } from '../../../app/stores.ts'
import { useCommand } from '../../../app/commands/use-command.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { useToasts } from '../../../ui/toasts.tsx'
import { isTyping } from '../grid/is-typing.ts'
import { useAdding } from './use-adding.ts'
import './drop-zone.css'

/** Takes files and folders wherever in the window they are dropped or pasted, and adds them by command. */
export function DropZone({ children }: { readonly children: ReactNode }) {
  const t = useTranslate()
  const adding = useAdding()
  const isOver = useDrops(useTransfer())
  useCommand('add-files', () => adding.choose('files'))
  useCommand('add-folder', () => adding.choose('folder'))
  useCommand('add-samples', () => adding.samples())

  return (
    <>
      {children}
      {isOver && (
        <div className="drop-zone" role="status">
          <div className="drop-zone__message">
            <strong>{t('gallery.drop-title')}</strong>
            <span>{t('gallery.drop-body')}</span>
          </div>
        </div>
      )}
    </>
  )
}

/** In a browser a folder is walked here, before main hears of it. */
function useTransfer(): (transfer: DataTransfer) => Promise<void> {
  const { bridge, sources } = useStores()
  const { take } = useAdding()
  const toasts = useToasts()
  const t = useTranslate()
  return async (transfer) => {
    const ending = new AbortController()
    const onFound = (found: number): void => sources.setState({ collecting: { found, stop: () => ending.abort() } })
    await take(async () => {
      try {
        const files = await collectDrop(transfer, bridge.host, { signal: ending.signal, onFound })
        if (ending.signal.aborted) return []
        if (files.length === 0) toasts.show({ title: t('gallery.drop-empty') })
        return files
      } finally {
        sources.setState({ collecting: null })
      }
    })
  }
}

/** Whether files are held over the window. Anything else that is dragged is left alone. */
function useDrops(onTransfer: (transfer: DataTransfer) => Promise<void>): boolean {
  const [isOver, setOver] = useState(false)

  useEffect(() => {
    const onOver = (event: DragEvent): void => {
      if (!hasFiles(event)) return
      // Without this the browser would open the file in place of the window.
      event.preventDefault()
      if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy'
      setOver(true)
    }
    const onLeave = (event: DragEvent): void => {
      if (event.relatedTarget === null) setOver(false)
    }
    const onDrop = (event: DragEvent): void => {
      setOver(false)
      if (!hasFiles(event) || event.dataTransfer === null) return
      event.preventDefault()
      void onTransfer(event.dataTransfer)
    }
    const onPaste = (event: ClipboardEvent): void => {
      if (isTyping(event.target) || event.clipboardData === null || event.clipboardData.files.length === 0) return
      event.preventDefault()
      void onTransfer(event.clipboardData)
    }
    window.addEventListener('dragenter', onOver)
    window.addEventListener('dragover', onOver)
    window.addEventListener('dragleave', onLeave)
    window.addEventListener('drop', onDrop)
    window.addEventListener('paste', onPaste)
    return () => {
      window.removeEventListener('dragenter', onOver)
      window.removeEventListener('dragover', onOver)
      window.removeEventListener('dragleave', onLeave)
      window.removeEventListener('drop', onDrop)
      window.removeEventListener('paste', onPaste)
    }
  }, [onTransfer])
  return isOver
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false
}
