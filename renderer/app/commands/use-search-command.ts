import { useRef, type RefObject } from 'react'
import { useCommand } from './use-command.ts'

/** Lets the command “search” go to a field, with what is in it selected. */
export function useSearchCommand(): RefObject<HTMLInputElement | null> {
  const field = useRef<HTMLInputElement>(null)
  useCommand('search', () => {
    field.current?.focus()
    field.current?.select()
  })
  return field
}
