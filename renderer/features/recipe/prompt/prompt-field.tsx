import { useId, useRef, useState, type KeyboardEvent } from 'react'
import type { PromptVariable } from '../../../../shared/domain/prompt-template.ts'
import { useCommand } from '../../../app/commands/use-command.ts'
import { useTranslate } from '../../../messages/use-translate.ts'
import { changeRecipe } from '../draft/draft-changes.ts'
import { completeVariable, openVariable, segmentPrompt, suggestVariables } from './prompt-completion.ts'
import { PromptPreview } from './prompt-preview.tsx'
import { promptRoom } from '../run/readiness.ts'
import { useChangeDraft, useModel, useRecipe } from '../draft/use-draft.ts'
import './prompt-field.css'

export function PromptField() {
  const t = useTranslate()
  const id = useId()
  const { prompt } = useRecipe()
  const area = useRef<HTMLTextAreaElement>(null)
  const completion = useCompletion(area)
  useCommand('focus-prompt', () => area.current?.focus())
  return (
    <div className="prompt-field">
      <div className="prompt-field__head">
        <label className="field__label" htmlFor={id}>
          {t('recipe.prompt')}
        </label>
        <PromptLength />
      </div>
      <div className="prompt-field__anchor">
        <div className="prompt-field__box">
          <PromptMirror prompt={prompt} />
          <textarea
            ref={area}
            id={id}
            className="input prompt-field__area"
            value={prompt}
            rows={3}
            maxLength={100_000}
            placeholder={t('recipe.prompt-placeholder')}
            aria-describedby={`${id}-hint`}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            aria-controls={completion.isOpen ? `${id}-list` : undefined}
            aria-activedescendant={completion.isOpen ? `${id}-${completion.active}` : undefined}
            onChange={(event) => completion.type(event.currentTarget.value)}
            onKeyDown={completion.onKeyDown}
            onSelect={completion.look}
            onBlur={completion.close}
          />
        </div>
        {completion.isOpen && (
          <Suggestions id={id} names={completion.names} active={completion.active} onChoose={completion.choose} />
        )}
      </div>
      <p id={`${id}-hint`} className="visually-hidden">
        {t('recipe.prompt-hint')}
      </p>
      <PromptPreview />
    </div>
  )
}

/** Grows the field with its text and marks the variables; the field itself lies above it. */
function PromptMirror({ prompt }: { readonly prompt: string }) {
  return (
    <div className="prompt-field__mirror" aria-hidden="true">
      {segmentPrompt(prompt).map(({ text, start, kind }) =>
        kind === 'text' ? (
          text
        ) : (
          <mark key={start} className="prompt-field__mark" data-kind={kind}>
            {text}
          </mark>
        ),
      )}
      {'\n'}
    </div>
  )
}

function PromptLength() {
  const t = useTranslate()
  const { prompt } = useRecipe()
  const model = useModel()
  const room = promptRoom(model, prompt)
  const { limit } = model.prompt
  if (limit === null || room === null || room === 'ok') return null
  return (
    <span className="prompt-field__length" data-room={room} role={room === 'near' ? undefined : 'alert'}>
      {t(`recipe.prompt-${room}`, { length: prompt.length, limit: limit.length })}
    </span>
  )
}

interface SuggestionsProps {
  readonly id: string
  readonly names: readonly PromptVariable[]
  readonly active: number
  readonly onChoose: (name: PromptVariable) => void
}

function Suggestions({ id, names, active, onChoose }: SuggestionsProps) {
  const t = useTranslate()
  return (
    <div id={`${id}-list`} className="menu prompt-field__list" role="listbox" aria-label={t('recipe.variables')}>
      {names.map((name, index) => (
        // The keyboard is handled by the field, which keeps the focus.
        // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
        <div
          key={name}
          id={`${id}-${index}`}
          className="menu__item prompt-field__option"
          role="option"
          tabIndex={-1}
          aria-selected={index === active}
          data-highlighted={index === active ? '' : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onChoose(name)}
        >
          <code>{`{${name}}`}</code>
          <span>{t(`recipe.variable.${name}`)}</span>
        </div>
      ))}
    </div>
  )
}

/** What is suggested while a variable is typed, and what the keys do then. */
function useCompletion(area: { readonly current: HTMLTextAreaElement | null }) {
  const change = useChangeDraft()
  const [open, setOpen] = useState<{ readonly start: number; readonly typed: string; readonly end: number } | null>(
    null,
  )
  const [active, setActive] = useState(0)
  const names = open === null ? [] : suggestVariables(open.typed)
  const isOpen = names.length > 0
  const close = (): void => setOpen(null)

  const look = (): void => {
    const element = area.current
    if (element === null || element.selectionStart !== element.selectionEnd) return close()
    const end = element.selectionStart
    const found = openVariable(element.value, end)
    if (found?.typed !== open?.typed) setActive(0)
    setOpen(found && { ...found, end })
  }
  const type = (prompt: string): void => {
    change((draft) => changeRecipe(draft, { prompt }))
    look()
  }
  const choose = (name: PromptVariable): void => {
    const element = area.current
    if (element === null || open === null) return
    const completed = completeVariable(element.value, open, name)
    // Typed as the user would have, so that the field's own undo knows it.
    element.setSelectionRange(open.start, element.value.length - (completed.prompt.length - completed.caret))
    const isInserted = document.execCommand('insertText', false, `{${name}}`)
    if (!isInserted) change((draft) => changeRecipe(draft, { prompt: completed.prompt }))
    close()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const name = names[active]
    if (!isOpen || name === undefined) return
    if (event.key === 'ArrowDown') setActive((active + 1) % names.length)
    else if (event.key === 'ArrowUp') setActive((active + names.length - 1) % names.length)
    else if (event.key === 'Enter' || event.key === 'Tab') choose(name)
    else if (event.key === 'Escape') close()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { isOpen, names, active, close, look, type, choose, onKeyDown }
}
