import { useTranslate } from '../messages/use-translate.ts'
import { isAppleSystem, keyParts } from './key-text.ts'
import './kbd.css'

/** A key combination such as `mod+shift+o`. */
export function Kbd({ keys }: { readonly keys: string }) {
  const parts = keyParts(keys, isAppleSystem(), useTranslate())
  return (
    <span className="kbd">
      {parts.map((part) => (
        <kbd key={part} className="kbd__key">
          {part}
        </kbd>
      ))}
    </span>
  )
}
