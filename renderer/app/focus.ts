import type { Focus } from './commands/key-matching.ts'

const popups = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]'
/** A button keeps the focus while what it opened is open. */
const openers = '[aria-haspopup][aria-expanded="true"]'
const fields = 'input, textarea, select, [contenteditable="true"]'
const plainInputs = 'input[type="checkbox"], input[type="radio"], input[type="range"]'
const controls = 'button, a[href], summary, [role="button"], [role="radio"], [role="checkbox"], [role="switch"]'

/** What keys mean to the element that has the focus. */
export function focusOf(target: EventTarget | null): Focus {
  if (!(target instanceof Element)) return 'window'
  if (target.closest(popups) !== null || target.matches(openers)) return 'popup'
  if (target.matches(fields) && !target.matches(plainInputs)) return 'field'
  return target.closest(`${controls}, ${plainInputs}`) === null ? 'window' : 'control'
}
