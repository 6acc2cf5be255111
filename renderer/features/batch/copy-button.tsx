import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslate } from '../../messages/use-translate.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { copyText } from './copy-text.ts'

const shownForMs = 1_500

interface CopyButtonProps {
  readonly text: string
  readonly label: string
}

export function CopyButton({ text, label }: CopyButtonProps) {
  const t = useTranslate()
  const [isCopied, setIsCopied] = useState(false)
  useEffect(() => {
    if (!isCopied) return
    const timer = setTimeout(() => setIsCopied(false), shownForMs)
    return () => clearTimeout(timer)
  }, [isCopied])
  return (
    <>
      <IconButton
        icon={isCopied ? <Check size={14} /> : <Copy size={14} />}
        label={label}
        onClick={() => void copyText(text).then(setIsCopied)}
      />
      <span className="visually-hidden" role="status">
        {isCopied ? t('batch.copied') : ''}
      </span>
    </>
  )
}
